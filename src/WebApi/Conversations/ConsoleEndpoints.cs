using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Console;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The staff's inbox.</summary>
internal static class ConsoleEndpoints
{
    public static RouteGroupBuilder MapConsole(this RouteGroupBuilder api)
    {
        var console = api.MapGroup("/console").WithTags("Console");
        var conversations = console.MapGroup("/conversations");
        conversations.MapGet("/", List).WithName("ListConversations").WithSummary("One view of the inbox");
        conversations.MapGet("/counts", Count).WithName("CountConversations").WithSummary("How many conversations stand in each view");
        conversations.MapGet("/{id:guid}", Get).WithName("GetConversation").WithSummary("A conversation with what its customer has with us");
        conversations.MapGet("/{id:guid}/entries", Entries).WithName("ReadConversation").WithSummary("A conversation's log, notes included");
        conversations.MapGet("/{id:guid}/turns", Turns).WithName("ListTurns").WithSummary("What the bot understood and decided");
        conversations.MapPost("/{id:guid}/take-over", TakeOver).WithName("TakeOverConversation").WithSummary("Become the owner; the bot is silent from then on");
        conversations.MapPost("/{id:guid}/return", Return).WithName("ReturnConversation").WithSummary("Give the conversation back to the bot");
        conversations.MapPost("/{id:guid}/resolve", Resolve).WithName("ResolveConversation").WithSummary("Mark the conversation as done");
        conversations.MapPost("/{id:guid}/reopen", Reopen).WithName("ReopenConversation").WithSummary("Open a resolved conversation again, for yourself");
        conversations.MapPost("/{id:guid}/transfer", Transfer).WithName("TransferConversation").WithSummary("Pass the conversation to a colleague");
        conversations.MapPost("/{id:guid}/messages", Reply).WithName("ReplyToConversation").WithSummary("Answer the customer, as the owner");
        conversations.MapPost("/{id:guid}/notes", Note).WithName("WriteNote").WithSummary("Write an internal note");
        conversations.MapPost("/{id:guid}/entries/{entryId:guid}/send-again", SendAgain).WithName("SendDeliveryAgain")
            .WithSummary("Send an entry to its outside channel once more, where that failed or nobody knows");
        console.MapGet("/staff", Staff).WithName("ListStaff").WithSummary("Colleagues a conversation can be passed to");
        return api;
    }

    private static async Task<Results<Ok<Page<ConversationSummary>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, string view = "all", string? search = null, int limit = 40, string? after = null) =>
        Enum.TryParse<ConversationView>(view, true, out var wanted) && Enum.IsDefined(wanted)
            ? (await mediator.Send(new ListConversations(wanted, search, new PageRequest(limit, after)), ct)).ToOk()
            : Error.Validation("view_unknown", "There are the views waiting, mine, bot, staff, resolved and all.").ToProblem();

    private static async Task<Results<Ok<ConversationCounts>, ProblemHttpResult>> Count(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CountConversations(), ct)).ToOk();

    private static async Task<Results<Ok<ConversationAnswer>, ProblemHttpResult>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetConversation(id), ct)).ToOk(ConversationAnswer.Of);

    private static async Task<Results<Ok<EntrySlice>, ProblemHttpResult>> Entries(
        Guid id, IMediator mediator, CancellationToken ct, long? after = null, long? before = null, int limit = 50) =>
        (await mediator.Send(new ReadConversation(id, after, before, limit), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<TurnAnswer>>, ProblemHttpResult>> Turns(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListTurns(id), ct)).ToOk(turns => (IReadOnlyList<TurnAnswer>)[.. turns.Select(TurnAnswer.Of)]);

    private static Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> TakeOver(Guid id, IMediator mediator, CancellationToken ct) =>
        ChangeAsync(mediator, id, new TakeOverConversation(id), ct);

    private static Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> Return(
        Guid id, IMediator mediator, CancellationToken ct, ReturnBody? body = null) =>
        ChangeAsync(mediator, id, new ReturnConversation(id, body?.Summary), ct);

    private static Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> Resolve(Guid id, IMediator mediator, CancellationToken ct) =>
        ChangeAsync(mediator, id, new ResolveConversation(id), ct);

    private static Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> Reopen(Guid id, IMediator mediator, CancellationToken ct) =>
        ChangeAsync(mediator, id, new ReopenConversation(id), ct);

    private static Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> Transfer(
        Guid id, TransferBody body, IMediator mediator, CancellationToken ct) =>
        ChangeAsync(mediator, id, new TransferConversation(id, body.StaffId), ct);

    private static async Task<Results<Accepted<Appended>, ProblemHttpResult>> Reply(Guid id, WriteBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReplyAsStaff(id, body.ClientMessageId, body.Text), ct)).ToAccepted();

    private static async Task<Results<Accepted<Appended>, ProblemHttpResult>> Note(Guid id, WriteBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WriteNote(id, body.ClientMessageId, body.Text), ct)).ToAccepted();

    private static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> SendAgain(Guid id, Guid entryId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SendDeliveryAgain(id, entryId), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<StaffPresence>>, ProblemHttpResult>> Staff(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListStaff(), ct)).ToOk();

    /// <summary>Answers with the conversation as it stands after the change.</summary>
    internal static async Task<Results<Ok<ConversationSummary>, ProblemHttpResult>> ChangeAsync(
        IMediator mediator, Guid id, ICommand<Done> change, CancellationToken ct)
    {
        var changed = await mediator.Send(change, ct);
        return changed.IsSuccess ? (await mediator.Send(new GetSummary(id), ct)).ToOk() : changed.Error.ToProblem();
    }

    /// <param name="Summary">What was done, for the customer and the bot; notes are for staff.</param>
    internal sealed record ReturnBody(string? Summary);

    internal sealed record TransferBody(Guid StaffId);

    /// <param name="ClientMessageId">Your own id; sending it again stores nothing twice.</param>
    internal sealed record WriteBody(string ClientMessageId, string? Text);

    internal sealed record TurnAnswer(
        Guid Id, long FromSequence, long UpToSequence, JsonElement Understanding, IReadOnlyList<string> Decisions, JsonElement? Frames, int DurationMs,
        DateTimeOffset CreatedAt)
    {
        public static TurnAnswer Of(TurnView turn) => new(
            turn.Id, turn.FromSequence, turn.UpToSequence, JsonElement.Parse(turn.Understanding), turn.Decisions,
            turn.Frames is { } frames ? JsonElement.Parse(frames) : null, turn.DurationMs, turn.CreatedAt);
    }
}
