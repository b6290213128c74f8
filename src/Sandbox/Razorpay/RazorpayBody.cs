using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>A call's JSON body or query; a name it does not know is refused, as Razorpay does.</summary>
internal sealed class RazorpayBody
{
    private const int MostNotes = 15;
    private const int LongestNote = 256;

    private readonly JsonObject _values;

    private RazorpayBody(JsonObject values) => _values = values;

    public static async Task<RazorpayBody> ReadAsync(HttpRequest request, string[] known)
    {
        var values = new JsonObject();
        if (HttpMethods.IsGet(request.Method))
        {
            foreach (var (name, value) in request.Query)
                values[name] = value.ToString();
        }
        else
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            try
            {
                values = text.Length == 0 ? [] : JsonNode.Parse(text)?.AsObject() ?? [];
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw RazorpayRefusal.Bad("The request body is not valid JSON.");
            }
        }

        var unknown = values.Select(v => v.Key).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        return unknown is null ? new RazorpayBody(values) : throw RazorpayRefusal.Bad($"{unknown} is/are not required and should not be sent", unknown);
    }

    public string Canonical => _values.ToJsonString();

    public string? Text(string name) => _values[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public long? Integer(string name)
    {
        if (_values[name] is not JsonValue value)
            return null;
        if (value.TryGetValue<long>(out var number) || (value.TryGetValue<string>(out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out number)))
            return number;
        throw RazorpayRefusal.Bad($"The {name} must be an integer.", name);
    }

    public JsonObject? Object(string name) => _values[name] as JsonObject;

    public JsonObject Notes()
    {
        if (_values["notes"] is null)
            return [];
        if (_values["notes"] is not JsonObject notes)
            throw RazorpayRefusal.Bad("The notes must be an object.", "notes");
        if (notes.Count > MostNotes)
            throw RazorpayRefusal.Bad($"Number of fields in notes should be less than or equal to {MostNotes}.", "notes");
        if (notes.Any(n => n.Value?.ToString().Length > LongestNote))
            throw RazorpayRefusal.Bad($"The notes values may not be greater than {LongestNote} characters.", "notes");
        return notes.DeepClone().AsObject();
    }
}
