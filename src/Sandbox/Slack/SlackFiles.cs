using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.Pages;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <summary>
/// Files that people share: read with the workspace's own token and the scope files:read. To anybody else Slack shows its sign-in page, and calls that
/// a success. Kept for this run alone.
/// </summary>
internal sealed class SlackFiles(SlackStore store)
{
    private const string Bearer = "Bearer ";

    private readonly ConcurrentDictionary<string, Held> _files = new(StringComparer.Ordinal);

    /// <param name="Encoding">The content is sent as it is, under this <c>Content-Encoding</c>.</param>
    /// <param name="Location">Leads on to this address instead.</param>
    private sealed record Held(string Team, JsonObject File, byte[] Content, string Type, string? Encoding, string? Location);

    public void Map(WebApplication app)
    {
        app.MapPost("/slack/_files", ShareAsync);
        app.MapGet("/slack/files-pri/{file}/download/{name}", ReadAsync);
    }

    /// <summary>What <c>files.info</c> tells of it.</summary>
    public JsonObject Info(SlackTeam team, string id)
    {
        if (!Allows(team))
            throw new SlackRefusal("missing_scope", "needed: files:read");
        return _files.TryGetValue(id, out var held) && held.Team == team.Id ? new JsonObject { ["file"] = held.File.Copy() } : throw new SlackRefusal("file_not_found");
    }

    private static bool Allows(SlackTeam team) => (team.Scopes ?? SlackConsent.Scopes).Split(',').Contains("files:read", StringComparer.Ordinal);

    /// <summary>The body is the file. Answers the file as an event names it.</summary>
    private async Task ShareAsync(HttpContext context, string name, string type, string? team = null, string? encoding = null, string? location = null)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var (home, id) = (team ?? store.Teams.Keys()[0], SlackStore.NewId('F'));
        var address = $"{context.Request.Scheme}://{context.Request.Host}/slack/files-pri/{home}-{id}";
        var file = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["title"] = name,
            ["mimetype"] = type,
            ["size"] = content.Length,
            ["mode"] = "hosted",
            ["is_external"] = false,
            ["file_access"] = "visible",
            ["url_private"] = $"{address}/{Uri.EscapeDataString(name)}",
            ["url_private_download"] = $"{address}/download/{Uri.EscapeDataString(name)}",
        };
        _files[id] = new Held(home, file, content.ToArray(), type, encoding, location);
        await context.Response.WriteAsJsonAsync(file, Journal.Json, context.RequestAborted);
    }

    private async Task ReadAsync(HttpContext context, string file, string name)
    {
        if (FaultMiddleware.InjectedError(context) is { } fault)
        {
            context.Response.StatusCode = fault.Status ?? StatusCodes.Status500InternalServerError;
            return;
        }

        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..] : null;
        var (home, id) = file.Split('-') is [var t, var f] ? (t, f) : ("", "");
        if (token is null || store.Teams.Find(home) is not { } team || team.Token != token || !Allows(team))
            await SignInAsync(context);
        else if (!_files.TryGetValue(id, out var held) || held.Team != home)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (held.Location is { } elsewhere)
            context.Response.Redirect(elsewhere);
        else
            await SendAsync(context, held, name);
    }

    private static Task SignInAsync(HttpContext context) =>
        Page.WriteAsync(context, "Sign in · Slack · sandbox", new Html("<main><h1>Sign in to your workspace</h1><p>This file is for members with permission to read files.</p></main>"));

    private static async Task SendAsync(HttpContext context, Held held, string name)
    {
        context.Response.ContentType = held.Type;
        context.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        if (held.Encoding is { } encoding)
            context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(held.Content, context.RequestAborted);
    }
}
