using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>Microsoft Entra's token endpoint, as far as a bot's client credentials need it.</summary>
internal sealed class BotSignIn(Journal journal, SandboxOptions options)
{
    private const string Scope = "https://api.botframework.com/.default";
    private const int Lifetime = 3599;

    internal sealed record Issued(DateTimeOffset ExpiresAt);

    private readonly Table<Issued> _tokens = journal.Table<Issued>("bot_tokens");

    /// <summary>How often a token was asked for.</summary>
    public int Count => _tokens.Count;

    public async Task AnswerAsync(HttpContext context, string tenant)
    {
        var (status, body) = context.Request.HasFormContentType
            ? Answer(tenant, await context.Request.ReadFormAsync(context.RequestAborted))
            : Refuse("invalid_request", "AADSTS900144: The request body must contain the following parameter: 'grant_type'.");
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }

    public bool Holds(string token) => _tokens.Find(token) is { } issued && issued.ExpiresAt > options.Clock.GetUtcNow();

    /// <summary>Ends every token there is, as a changed secret does.</summary>
    public void Revoke()
    {
        foreach (var token in _tokens.Keys())
            _tokens.Put(token, new Issued(DateTimeOffset.UnixEpoch));
    }

    private (int, JsonObject) Answer(string tenant, IFormCollection form)
    {
        if (form["grant_type"] != "client_credentials")
            return Refuse("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (tenant != options.BotTenant)
            return Refuse("invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        if (form["client_id"] != options.BotAppId)
            return Refuse("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["client_secret"].ToString()), Encoding.UTF8.GetBytes(options.BotAppPassword)))
            return (401, Body("invalid_client", "AADSTS7000215: Invalid client secret provided."));
        if (form["scope"] != Scope)
            return Refuse("invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.");
        var token = "sandbox." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        journal.Transact(() => _tokens.Put(token, new Issued(options.Clock.GetUtcNow().AddSeconds(Lifetime))));
        return (200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = Lifetime, ["ext_expires_in"] = Lifetime, ["access_token"] = token });
    }

    private static (int, JsonObject) Refuse(string error, string description) => (400, Body(error, description));

    private static JsonObject Body(string error, string description) => new() { ["error"] = error, ["error_description"] = description };
}
