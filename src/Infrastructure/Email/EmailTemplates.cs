using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using HandlebarsDotNet;

namespace EzSolutions.Infrastructure.Email;

/// <summary>
/// E-mail texts as Handlebars files in <c>Templates/</c>: <c>name.subject.hbs</c>, <c>name.text.hbs</c>, <c>name.html.hbs</c>. Values are escaped in
/// HTML and taken as they are in text (C08). The HTML part, made from the text where it has no file of its own, is set into <c>_layout.html.hbs</c>.
/// </summary>
internal sealed class EmailTemplates
{
    private static readonly Assembly Source = typeof(EmailTemplates).Assembly;
    private static readonly HashSet<string> Names = [.. Source.GetManifestResourceNames()];

    private readonly IHandlebars _html = Handlebars.Create();
    private readonly IHandlebars _text = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    public static bool Exists(string name) => Names.Contains(Resource(name, "subject")) && Names.Contains(Resource(name, "text"));

    public RenderedEmail Render(string name, Dictionary<string, JsonElement> model)
    {
        var values = model.ToDictionary(pair => pair.Key, pair => Plain(pair.Value), StringComparer.Ordinal);
        var subject = Run(name, "subject", values).ReplaceLineEndings(" ").Trim();
        var text = Run(name, "text", values).Trim() + "\n";
        var body = Names.Contains(Resource(name, "html")) ? Run(name, "html", values) : TextAsHtml.Render(text);
        var html = Run("_layout", "html", new Dictionary<string, object?>(StringComparer.Ordinal) { ["subject"] = subject, ["body"] = body });
        return new RenderedEmail(subject, text, html);
    }

    private static string Resource(string name, string part) => $"EzSolutions.Infrastructure.Email.Templates.{name}.{part}.hbs";

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal),
        _ => null,
    };

    private string Run(string name, string part, object values)
    {
        var template = _compiled.GetOrAdd(Resource(name, part), resource =>
        {
            using var stream = Source.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"Missing e-mail template {resource}.");
            using var reader = new StreamReader(stream);
            return (part == "html" ? _html : _text).Compile(reader.ReadToEnd());
        });
        return template(values);
    }
}

internal sealed record RenderedEmail(string Subject, string Text, string Html);
