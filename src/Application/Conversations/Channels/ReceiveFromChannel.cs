using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// Takes in what somebody wrote, pressed or sent on an outside channel: finds or opens their conversation, appends, commits; the turn runs after. Sent
/// again with the same id it answers the same sequence (C01). For adapters that have verified where the request came from. Errors: message_empty,
/// message_too_long, too_many_messages, entry_not_found, action_not_found, attachment_empty, attachment_too_large, attachment_type_not_allowed.
/// </summary>
/// <param name="ExternalMessageId">The channel's id of the message.</param>
/// <param name="Text">What was typed; ignored for a press.</param>
[Access(Audience.System)]
public sealed record ReceiveFromChannel(
    ChannelSender Sender, string ExternalMessageId, string? Text, ChannelPress? Press = null, IReadOnlyList<ChannelFile>? Files = null) : ICommand<Appended>;

internal sealed class ReceiveFromChannelValidator : AbstractValidator<ReceiveFromChannel>
{
    public ReceiveFromChannelValidator()
    {
        RuleFor(r => r.Sender).SetValidator(new ChannelSenderValidator());
        RuleFor(r => r.ExternalMessageId).ValidExternalId(200);
        RuleFor(r => r.Files).Must(f => f is null || f.Count <= 10).WithMessage("A message can carry up to 10 files.");
        When(r => r.Press is not null, () =>
        {
            RuleFor(r => r.Press!.ActionId).NotEmpty().MaximumLength(400);
            RuleFor(r => r.Press!.Values).Must(v => v is null || v.Count <= 50).WithMessage("A form has up to 50 values.");
        });
    }
}

internal sealed class ReceiveFromChannelHandler(
    IStore store, ConversationLog log, Inbox inbox, ChannelThreads threads, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<ReceiveFromChannel, Result<Appended>>
{
    public async Task<Result<Appended>> Handle(ReceiveFromChannel request, CancellationToken cancellationToken)
    {
        var thread = await threads.FindOrOpenAsync(request.Sender, cancellationToken);
        return await inbox.ReceiveAsync(
            thread.ConversationId,
            request.ExternalMessageId,
            async conversation =>
            {
                // Before the message, so that it is said by whoever the account is linked to now.
                await threads.MeetAsync(conversation, request.Sender, cancellationToken);
                return request.Press is { } press
                    ? await PressedAsync(conversation, request, press, cancellationToken)
                    : Written(conversation, request);
            },
            cancellationToken);
    }

    private async Task<Result<Entry>> PressedAsync(Conversation conversation, ReceiveFromChannel request, ChannelPress press, CancellationToken ct)
    {
        // Only this conversation's cards: another one's is as good as none.
        var action = await store.ReadPressAsync(conversation.Id, press.EntryId, press.ActionId, press.Values, ct);
        return action.IsSuccess
            ? conversation.ReceiveAction(log.Stamp(), action.Value, request.ExternalMessageId, options.CurrentValue.Limit(), log.Stamp)
            : action.Error;
    }

    private Result<Entry> Written(Conversation conversation, ReceiveFromChannel request)
    {
        List<AttachmentView> files = [];
        foreach (var file in request.Files ?? [])
        {
            var created = Attachment.Create(log.Stamp(), conversation.Id, file.Name, file.Content);
            if (!created.IsSuccess)
                return created.Error;
            store.Add(created.Value);
            files.Add(AttachmentView.Of(created.Value));
        }
        return conversation.ReceiveFromCustomer(
            log.Stamp(), request.Text, request.ExternalMessageId, options.CurrentValue.Limit(), log.Stamp, AttachmentCard.Of(files));
    }
}

internal sealed class ChannelSenderValidator : AbstractValidator<ChannelSender>
{
    public ChannelSenderValidator()
    {
        RuleFor(s => s.Channel).NotEmpty().MaximumLength(40);
        RuleFor(s => s.Tenant).NotEmpty().MaximumLength(200);
        RuleFor(s => s.ThreadKey).NotEmpty().MaximumLength(500);
        RuleFor(s => s.UserId).NotEmpty().MaximumLength(200);
        RuleFor(s => s.Reference).NotEmpty().MaximumLength(8_000);
    }
}
