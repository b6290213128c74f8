using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>
/// Writes to a customer first: into their last open conversation, which becomes the writer's; without one, by e-mail with a link to the chat.
/// Errors: customer_not_found, conversation_owned_by_other, message_empty, message_too_long.
/// </summary>
/// <param name="Email">The customer's address.</param>
/// <param name="ClientMessageId">The sender's id; one message is stored once per id (C01).</param>
[Access(Audience.Staff)]
public sealed record ReachOut(string Email, string ClientMessageId, string? Text) : ICommand<ReachedOut>;

/// <param name="ConversationId">Where it was said; null when it went by e-mail.</param>
public sealed record ReachedOut(Guid? ConversationId);

internal sealed class ReachOutValidator : AbstractValidator<ReachOut>
{
    public ReachOutValidator()
    {
        RuleFor(r => r.Email).NotEmpty().MaximumLength(320);
        RuleFor(r => r.ClientMessageId).ValidExternalId();
    }
}

internal sealed class ReachOutHandler(
    IStore store, ConversationLog log, IConversationPoster poster, IMailer mailer, IPublicAddresses addresses, IActorContext actors)
    : IRequestHandler<ReachOut, Result<ReachedOut>>
{
    public async Task<Result<ReachedOut>> Handle(ReachOut request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        var text = MessageText.Accept(request.Text);
        if (!text.IsSuccess)
            return text.Error;
        var address = request.Email.Trim();
#pragma warning disable CA1304, CA1311 // Translated to SQL's lower().
        var customer = await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Email.ToLower() == address.ToLower()), ct);
#pragma warning restore CA1304, CA1311
        if (customer is null)
            return HandoffErrors.CustomerNotFound;

        if (await poster.FindConversationAsync(null, customer.Id, ct) is { } id)
            return await SayAsync(id, request, ct);
        await mailer.QueueAsync(
            customer.Email,
            "staff-message",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = customer.Name,
                ["staff"] = actors.Staff().Name,
                ["body"] = text.Value,
                ["link"] = addresses.Base.ToString(),
            },
            ct);
        return new ReachedOut(null);
    }

    private async Task<Result<ReachedOut>> SayAsync(Guid id, ReachOut request, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        if (await store.FindEarlierAsync(id, request.ClientMessageId, ct) is not null)
            return new ReachedOut(id);
        var me = actors.Staff();
        if (conversation.Owner is { Kind: OwnerKind.Staff } owner && !owner.IsStaff(me.Id))
            return ConversationErrors.OwnedByOther;
        var taken = conversation.TakeOver(log.Stamp(), me);
        if (!taken.IsSuccess)
            return taken.Error;
        var said = conversation.SayAsStaff(log.Stamp(), me, request.Text, request.ClientMessageId);
        if (!said.IsSuccess)
            return said.Error;
        await log.SaveAsync(conversation, ct);
        return new ReachedOut(id);
    }
}
