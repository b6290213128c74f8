using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>The API's manners: bearer key, nested forms, known parameters, idempotency, errors in Stripe's form.</summary>
internal sealed class StripeRoutes(IEndpointRouteBuilder app)
{
    internal sealed record Remembered(string Fingerprint, int Status, JsonObject Body, string RequestId);

    public void Get(string route, StripeParams known, Func<StripeCall, JsonObject> answer) =>
        app.MapGet("/stripe" + route, context => HandleAsync(context, known, call => answer(call)));

    public void Post(string route, StripeParams known, Func<StripeCall, StripeAnswer> answer) =>
        app.MapPost("/stripe" + route, context => HandleAsync(context, known, answer));

    public static Task UnknownAsync(HttpContext context) => context.Request.Headers.Authorization.Count == 0
        ? WriteAsync(context, "", new StripeAnswer(401, Unauthorised(context)!.Body()), replayed: false)
        : WriteAsync(context, "", new StripeAnswer(404, StripeRefusal.Invalid($"Unrecognized request URL ({context.Request.Method}: {context.Request.Path.Value!["/stripe".Length..]}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.").Body()), replayed: false);

    private static async Task HandleAsync(HttpContext context, StripeParams known, Func<StripeCall, StripeAnswer> answer)
    {
        var requestId = StripeStore.NewId("req")[..18];
        if (Unauthorised(context) is { } refusal)
        {
            await WriteAsync(context, requestId, new StripeAnswer(refusal.Status, refusal.Body()), replayed: false);
            return;
        }

        var fields = await FieldsAsync(context);
        var key = HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } sent ? sent : null;
        var fingerprint = Fingerprint(context, fields);
        var journal = context.RequestServices.GetRequiredService<Journal>();
        var results = journal.Table<Remembered>("stripe_idempotency");
        var call = new StripeCall(
            StripeForm.Parse(fields), context.Request.RouteValues["id"]?.ToString() ?? "", requestId, key,
            new Uri($"{context.Request.Scheme}://{context.Request.Host}/stripe/"));
        try
        {
            if (key is { Length: > 255 })
                throw StripeRefusal.Invalid("The idempotency key provided is too long: keys can have up to 255 characters.");
            var (result, replayed) = journal.Transact(() =>
            {
                if (key is not null && results.Find(key) is { } first)
                    return (Replay(first, fingerprint, key), true);
                var made = Answer(context, known, call, answer);
                // The result and its effect are remembered together, a 500 too; what never began to run is not.
                if (key is not null && made.Status is < 400 or 402 or 500)
                    results.Put(key, new Remembered(fingerprint, made.Status, made.Body, requestId));
                return (made, false);
            });
            await WriteAsync(context, requestId, result, replayed);
            context.RequestServices.GetRequiredService<WebhookSender>().Wake();
        }
        catch (StripeRefusal e)
        {
            await WriteAsync(context, requestId, new StripeAnswer(e.Status, e.Body()), replayed: false);
        }
    }

    private static StripeAnswer Answer(HttpContext context, StripeParams known, StripeCall call, Func<StripeCall, StripeAnswer> answer)
    {
        if (FaultMiddleware.InjectedError(context) is { } error)
        {
            var status = error.Status ?? 500;
            var type = status == 429 ? "invalid_request_error" : "api_error";
            return new StripeAnswer(status, new StripeRefusal(status, type, error.Message ?? "An unknown error occurred") { Code = status == 429 ? "rate_limit" : null }.Body());
        }

        known.Verify(call.Form);
        var made = answer(call);
        var store = context.RequestServices.GetRequiredService<StripeStore>();
        return made.Status == 200 ? made with { Body = StripeExpansion.Apply(store, made.Body, call.Form) } : made;
    }

    private static StripeAnswer Replay(Remembered first, string fingerprint, string key) => first.Fingerprint == fingerprint
        ? new StripeAnswer(first.Status, first.Body)
        : throw new StripeRefusal(400, "idempotency_error", $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");

    private static StripeRefusal? Unauthorised(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<SandboxOptions>();
        var header = context.Request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : BasicKey(header);
        if (key.Length == 0)
            return new StripeRefusal(401, "invalid_request_error", "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        return key == options.StripeSecretKey ? null
            : new StripeRefusal(401, "invalid_request_error", $"Invalid API Key provided: {key[..Math.Min(8, key.Length)]}***{key[^Math.Min(4, key.Length)..]}");
    }

    private static string BasicKey(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";
        var buffer = new byte[header.Length];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), buffer, out var written)
            ? Encoding.UTF8.GetString(buffer, 0, written).Split(':')[0]
            : "";
    }

    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(HttpContext context)
    {
        var fields = context.Request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))).ToList();
        if (context.Request.HasFormContentType)
        {
            foreach (var (name, values) in await context.Request.ReadFormAsync(context.RequestAborted))
                fields.AddRange(values.Select(v => KeyValuePair.Create(name, v ?? "")));
        }

        return fields;
    }

    private static string Fingerprint(HttpContext context, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = $"{context.Request.Method} {context.Request.Path}\n" +
            string.Join('\n', fields.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static Task WriteAsync(HttpContext context, string requestId, StripeAnswer answer, bool replayed)
    {
        var options = context.RequestServices.GetRequiredService<SandboxOptions>();
        context.Response.StatusCode = answer.Status;
        context.Response.Headers["Request-Id"] = requestId;
        context.Response.Headers["Stripe-Version"] = context.Request.Headers["Stripe-Version"].ToString() is { Length: > 0 } version ? version : options.StripeApiVersion;
        if (context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key)
            context.Response.Headers["Idempotency-Key"] = key;
        if (replayed)
            context.Response.Headers["Idempotent-Replayed"] = "true";
        if (answer.Status == 401)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"Stripe\"";
        return context.Response.WriteAsJsonAsync(answer.Body, Journal.Json, context.RequestAborted);
    }
}
