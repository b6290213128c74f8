using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Takes in what the customer typed: appended and committed before anything is thought about it; the turn runs after. Sent again with the
/// same id it answers the same sequence. Errors: conversation_not_found, message_empty, message_too_long, too_many_messages, attachment_not_found.
/// </summary>
/// <param name="ClientMessageId">The sender's id; one message is stored once per id (C01).</param>
/// <param name="Attachments">Ids of files sent before.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ReceiveMessage(string ClientMessageId, string? Text, IReadOnlyList<Guid>? Attachments = null) : ICommand<Appended>;

internal sealed class ReceiveMessageValidator : AbstractValidator<ReceiveMessage>
{
    public ReceiveMessageValidator()
    {
        RuleFor(r => r.ClientMessageId).ValidExternalId();
        RuleFor(r => r.Attachments).Must(a => a is null || a.Count <= 10).WithMessage("A message can carry up to 10 files.");
    }
}

internal sealed class ReceiveMessageHandler(IStore store, ConversationLog log, Inbox inbox, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<ReceiveMessage, Result<Appended>>
{
    public Task<Result<Appended>> Handle(ReceiveMessage request, CancellationToken cancellationToken) =>
        inbox.ReceiveAsync(
            request.ClientMessageId,
            async conversation =>
            {
                var files = await FilesAsync(conversation.Id, request.Attachments, cancellationToken);
                return files.IsSuccess
                    ? conversation.ReceiveFromCustomer(
                        log.Stamp(), request.Text, request.ClientMessageId, options.CurrentValue.Limit(), log.Stamp, AttachmentCard.Of(files.Value))
                    : files.Error;
            },
            cancellationToken);

    private async Task<Result<List<AttachmentView>>> FilesAsync(Guid conversationId, IReadOnlyList<Guid>? ids, CancellationToken ct)
    {
        if (ids is not { Count: > 0 })
            return new List<AttachmentView>();
        var wanted = ids.Distinct().ToArray();
        var files = await store.ListAsync(
            store.Query<Attachment>()
                .Where(a => a.ConversationId == conversationId && wanted.Contains(a.Id))
                .Select(a => new AttachmentView(a.Id, a.Name, a.Size, a.ContentType)),
            ct);
        return files.Count == wanted.Length ? files : ConversationErrors.AttachmentNotFound;
    }
}

internal static class ReceiveRules
{
    public static MessageLimit Limit(this ConversationOptions options) => new(options.MessagesPerMinute, TimeSpan.FromMinutes(1));

    public static IRuleBuilderOptions<T, string> ValidExternalId<T>(this IRuleBuilder<T, string> rule, int longest = 100) => rule
        .NotEmpty().WithMessage("Give every message an id of its own.")
        .MaximumLength(longest).WithMessage($"A message id can have up to {longest} characters.")
        .Must(id => id is null || id.All(c => c is > ' ' and < '\u007f')).WithMessage("A message id has printable ASCII characters only.");
}
