using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>The acting member of staff becomes the owner; the bot is silent from then on (C02). An administrator may take over from a colleague. Errors: conversation_not_found, conversation_owned_by_other, conversation_resolved.</summary>
[Access(Audience.Staff)]
public sealed record TakeOverConversation(Guid ConversationId) : ICommand<Done>;

/// <summary>Gives a conversation back to the bot. Errors as for taking over.</summary>
/// <param name="Summary">What was done, for the customer and the bot to read; at most 500 characters are kept.</param>
[Access(Audience.Staff)]
public sealed record ReturnConversation(Guid ConversationId, string? Summary = null) : ICommand<Done>;

/// <summary>Passes a conversation to a colleague. Errors as for taking over, and staff_not_found.</summary>
[Access(Audience.Staff)]
public sealed record TransferConversation(Guid ConversationId, Guid StaffId) : ICommand<Done>;

/// <summary>Marks a conversation as done; a new message of the customer opens it again, with the bot. Errors as for taking over.</summary>
[Access(Audience.Staff)]
public sealed record ResolveConversation(Guid ConversationId) : ICommand<Done>;

/// <summary>Opens a resolved conversation again, for the one who asks. Errors: conversation_not_found, conversation_not_resolved.</summary>
[Access(Audience.Staff)]
public sealed record ReopenConversation(Guid ConversationId) : ICommand<Done>;

internal sealed class ChangeOwnerHandler(IStore store, ConversationLog log, IActorContext actors) :
    IRequestHandler<TakeOverConversation, Result<Done>>,
    IRequestHandler<ReturnConversation, Result<Done>>,
    IRequestHandler<TransferConversation, Result<Done>>,
    IRequestHandler<ResolveConversation, Result<Done>>,
    IRequestHandler<ReopenConversation, Result<Done>>
{
    public Task<Result<Done>> Handle(TakeOverConversation request, CancellationToken cancellationToken) =>
        ChangeAsync(request.ConversationId, (conversation, me) => conversation.TakeOver(log.Stamp(), me), cancellationToken);

    public Task<Result<Done>> Handle(ReturnConversation request, CancellationToken cancellationToken) =>
        ChangeAsync(request.ConversationId, (conversation, me) => conversation.ReturnToBot(log.Stamp(), me, request.Summary), cancellationToken);

    public Task<Result<Done>> Handle(ResolveConversation request, CancellationToken cancellationToken) =>
        ChangeAsync(request.ConversationId, (conversation, me) => conversation.Resolve(log.Stamp(), me), cancellationToken);

    public Task<Result<Done>> Handle(ReopenConversation request, CancellationToken cancellationToken) =>
        ChangeAsync(request.ConversationId, (conversation, me) => conversation.Reopen(log.Stamp(), me), cancellationToken);

    public async Task<Result<Done>> Handle(TransferConversation request, CancellationToken cancellationToken)
    {
        var name = await store.FirstOrDefaultAsync(
            store.Query<StaffMember>().Where(s => s.Id == request.StaffId && s.IsActive).Select(s => s.Name), cancellationToken);
        return name is null
            ? ConversationErrors.StaffNotFound
            : await ChangeAsync(
                request.ConversationId,
                (conversation, me) => conversation.Transfer(log.Stamp(), me, new Colleague(request.StaffId, name)),
                cancellationToken);
    }

    private async Task<Result<Done>> ChangeAsync(Guid id, Func<Conversation, Colleague, Result<Done>> change, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        var changed = change(conversation, actors.Staff());
        if (changed.IsSuccess)
            await log.SaveAsync(conversation, ct);
        return changed;
    }
}
