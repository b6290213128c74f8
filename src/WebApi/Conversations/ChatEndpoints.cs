using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.WebApi.Auth;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The widget's protocol over REST (design.md §6): everything works without a socket.</summary>
internal static class ChatEndpoints
{
    private const int LongestWaitSeconds = 25;

    public static RouteGroupBuilder MapChat(this RouteGroupBuilder api)
    {
        var chat = api.MapGroup("/chat").WithTags("Chat");
        chat.MapPost("/sessions", OpenSession).WithName("OpenChatSession").WithSummary("Start a conversation, or resume one by its resume token");
        chat.MapGet("/entries", ReadEntries).WithName("ReadChatEntries").WithSummary("What follows a cursor, and waits for it up to 25 seconds if asked to; or the newest entries before one");
        chat.MapPost("/messages", SendMessage).WithName("SendChatMessage").WithSummary("Send a message");
        chat.MapPost("/actions", SendAction).WithName("SendChatAction").WithSummary("Press a card's button or send its form");
        chat.MapPost("/attachments", SendAttachment).WithName("SendChatAttachment").WithSummary("Store a file, to be sent with a message")
            .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(Attachment.MaxBytes + (64 * 1024)));
        chat.MapGet("/attachments/{id:guid}", GetAttachment).WithName("GetChatAttachment").WithSummary("Download a file of your own conversation");
        return api;
    }

    private static async Task<Results<Created<ChatSession>, ProblemHttpResult>> OpenSession(
        SessionBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new OpenChatSession(body.Locale, body.IdentityToken, body.ResumeToken, http.ClientAddress()), ct))
            .ToCreated(_ => "/api/v1/chat/entries");

    private static async Task<Results<Ok<EntryPage>, ProblemHttpResult>> ReadEntries(
        HttpContext http,
        IMediator mediator,
        IActorContext actors,
        LiveReaders readers,
        ISessionAuthenticator sessions,
        TimeProvider time,
        CancellationToken ct,
        long after = 0,
        int wait = 0,
        int limit = 100,
        long? before = null)
    {
        if (RequireVisitor(http) is { } refusal)
            return refusal;
        var page = await mediator.Send(new ReadEntries(after, limit, before), ct);
        if (wait <= 0 || before is not null || page is not { IsSuccess: true, Value.Entries.Count: 0 } || actors.ConversationId() is not { } conversationId)
            return page.ToOk();

        readers.Join(conversationId);
        try
        {
            var deadline = Task.Delay(TimeSpan.FromSeconds(Math.Min(wait, LongestWaitSeconds)), time, ct);
            while (true)
            {
                // Taken before looking: a change between the two is not missed.
                var changed = readers.NextChange(conversationId);
                page = await mediator.Send(new ReadEntries(page.Value.Next, limit), ct);
                if (page is not { IsSuccess: true, Value.Entries.Count: 0 } || await Task.WhenAny(changed, deadline) == deadline)
                    break;
            }
        }
        finally
        {
            readers.Leave(conversationId);
        }

        // C04: the session may have ended while it waited.
        var live = await sessions.AuthenticateAsync(http.Features.GetRequiredFeature<SessionFeature>().Token, ct, fresh: true);
        return live is null ? CommonErrors.SignInRequired.ToProblem() : page.ToOk();
    }

    private static async Task<Results<Accepted<Appended>, ProblemHttpResult>> SendMessage(
        MessageBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        RequireVisitor(http) is { } refusal
            ? refusal
            : (await mediator.Send(new ReceiveMessage(body.ClientMessageId, body.Text, body.Attachments), ct)).ToAccepted();

    private static async Task<Results<Accepted<Appended>, ProblemHttpResult>> SendAction(
        ActionBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        RequireVisitor(http) is { } refusal
            ? refusal
            : (await mediator.Send(new ReceiveAction(body.ClientMessageId, body.EntryId, body.ActionId, body.Values), ct)).ToAccepted();

    private static async Task<Results<Created<AttachmentView>, ProblemHttpResult>> SendAttachment(
        IFormFile file, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (RequireVisitor(http) is { } refusal)
            return refusal;
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        return (await mediator.Send(new StoreAttachment(file.FileName, content.ToArray()), ct)).ToCreated(stored => $"/api/v1/chat/attachments/{stored.Id}");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAttachment(
        Guid id, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var file = await mediator.Send(new GetAttachment(id), ct);
        return file.IsSuccess ? InertFile.Of(http, file.Value) : file.Error.ToProblem();
    }

    private static ProblemHttpResult? RequireVisitor(HttpContext http) =>
        http.Features.Get<SessionFeature>() is null ? CommonErrors.SignInRequired.ToProblem() : null;

    /// <param name="Locale">BCP 47 tag.</param>
    /// <param name="IdentityToken">A host site's signed word on who its visitor is.</param>
    /// <param name="ResumeToken">From an earlier session of the same conversation; works once.</param>
    internal sealed record SessionBody(string? Locale, string? IdentityToken, string? ResumeToken);

    /// <param name="ClientMessageId">Your own id; sending it again stores nothing twice.</param>
    internal sealed record MessageBody(string ClientMessageId, string? Text, IReadOnlyList<Guid>? Attachments);

    /// <param name="EntryId">The card's entry.</param>
    /// <param name="Values">What its inputs hold, by input id.</param>
    internal sealed record ActionBody(string ClientMessageId, Guid EntryId, string ActionId, IReadOnlyDictionary<string, string>? Values);
}
