using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>
/// What people attach. A picture in a message lies behind the Connector and is read with the bot's token; a file lies in a store whose address is the
/// permission, and to which nobody's token may be shown. Kept for this run alone.
/// </summary>
internal sealed class TeamsFiles(BotSignIn signIn)
{
    private const string Bearer = "Bearer ";

    private readonly ConcurrentDictionary<string, Held> _files = new();

    /// <param name="Encoding">The content is sent as it is, under this <c>Content-Encoding</c>.</param>
    /// <param name="Location">Leads on to this address instead.</param>
    private sealed record Held(byte[] Content, string Type, string Permission, string? Encoding, string? Location);

    public void Map(WebApplication app)
    {
        app.MapPost("/botframework/_files", AttachAsync);
        app.MapGet("/botframework/teams/v3/attachments/{id}/views/original", ReadPictureAsync);
        app.MapGet("/botframework/store/{id}", ReadFileAsync);
    }

    /// <summary>The body is the file. Answers the attachment that a message carries for it.</summary>
    private async Task AttachAsync(HttpContext context, string name, string type, bool picture = false, string? encoding = null, string? location = null)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var (id, permission) = (TeamsStore.NewId(), TeamsStore.NewId());
        _files[id] = new Held(content.ToArray(), type, permission, encoding, location);

        // Another host than the Connector's, as it is in Teams.
        var store = $"{context.Request.Scheme}://localhost:{context.Request.Host.Port}/botframework/store/{id}";
        var attachment = picture
            ? new JsonObject { ["contentType"] = type, ["contentUrl"] = $"{BotFrameworkEndpoints.ServiceUrl(context)}v3/attachments/{id}/views/original" }
            : new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
                ["contentUrl"] = store,
                ["name"] = name,
                ["content"] = new JsonObject { ["downloadUrl"] = $"{store}?tempauth={permission}", ["uniqueId"] = id, ["fileType"] = Path.GetExtension(name).TrimStart('.') },
            };
        await context.Response.WriteAsJsonAsync(attachment, State.Journal.Json, context.RequestAborted);
    }

    private Task ReadPictureAsync(HttpContext context, string id)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return !header.StartsWith(Bearer, StringComparison.Ordinal) || !signIn.Holds(header[Bearer.Length..]) ? RefuseAsync(context, StatusCodes.Status401Unauthorized)
            : _files.TryGetValue(id, out var held) ? SendAsync(context, held)
            : RefuseAsync(context, StatusCodes.Status404NotFound);
    }

    private Task ReadFileAsync(HttpContext context, string id)
    {
        if (context.Request.Headers.Authorization.Count > 0)
            return RefuseAsync(context, StatusCodes.Status401Unauthorized);
        return _files.TryGetValue(id, out var held) && context.Request.Query["tempauth"] == held.Permission
            ? SendAsync(context, held)
            : RefuseAsync(context, StatusCodes.Status403Forbidden);
    }

    private static async Task SendAsync(HttpContext context, Held held)
    {
        if (held.Location is { } elsewhere)
        {
            context.Response.Redirect(elsewhere);
            return;
        }

        context.Response.ContentType = held.Type;
        if (held.Encoding is { } encoding)
            context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(held.Content, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
