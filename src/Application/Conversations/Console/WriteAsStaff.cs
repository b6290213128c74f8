using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>
/// Answers the customer, as the owner (C02). Errors: conversation_not_found, conversation_owned_by_other, conversation_not_owned,
/// conversation_resolved, message_empty, message_too_long.
/// </summary>
/// <param name="ClientMessageId">The sender's id; one message is stored once per id (C01).</param>
[Access(Audience.Staff)]
public sealed record ReplyAsStaff(Guid ConversationId, string ClientMessageId, string? Text) : ICommand<Appended>;

/// <summary>Writes an internal note, owner or not (C03). Errors: conversation_not_found, message_empty, message_too_long.</summary>
[Access(Audience.Staff)]
public sealed record WriteNote(Guid ConversationId, string ClientMessageId, string? Text) : ICommand<Appended>;

internal sealed class ReplyAsStaffValidator : AbstractValidator<ReplyAsStaff>
{
    public ReplyAsStaffValidator() => RuleFor(r => r.ClientMessageId).ValidExternalId();
}

internal sealed class WriteNoteValidator : AbstractValidator<WriteNote>
{
    public WriteNoteValidator() => RuleFor(r => r.ClientMessageId).ValidExternalId();
}

internal sealed class WriteAsStaffHandler(IStore store, ConversationLog log, IActorContext actors) :
    IRequestHandler<ReplyAsStaff, Result<Appended>>,
    IRequestHandler<WriteNote, Result<Appended>>
{
    public Task<Result<Appended>> Handle(ReplyAsStaff request, CancellationToken cancellationToken) =>
        WriteAsync(
            request.ConversationId,
            request.ClientMessageId,
            (conversation, me, id) => conversation.SayAsStaff(log.Stamp(), me, request.Text, id),
            cancellationToken);

    public Task<Result<Appended>> Handle(WriteNote request, CancellationToken cancellationToken) =>
        WriteAsync(
            request.ConversationId,
            request.ClientMessageId,
            (conversation, me, id) => conversation.AddNote(log.Stamp(), me, request.Text, id),
            cancellationToken);

    private async Task<Result<Appended>> WriteAsync(
        Guid id, string clientMessageId, Func<Conversation, Colleague, string, Result<Entry>> write, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        if (await store.FindEarlierAsync(id, clientMessageId, ct) is { } earlier)
            return earlier;
        var written = write(conversation, actors.Staff(), clientMessageId);
        if (!written.IsSuccess)
            return written.Error;
        await log.SaveAsync(conversation, ct);
        return new Appended(written.Value.Sequence);
    }
}
