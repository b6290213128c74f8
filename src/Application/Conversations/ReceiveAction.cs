using System.Text;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Takes in a pressed button or a sent form; see <see cref="ReceiveMessage"/>. Errors: conversation_not_found, entry_not_found,
/// action_not_found, message_too_long, too_many_messages.
/// </summary>
/// <param name="EntryId">The card's entry, in this conversation.</param>
/// <param name="Values">What the card's inputs hold, by input id.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ReceiveAction(string ClientMessageId, Guid EntryId, string ActionId, IReadOnlyDictionary<string, string>? Values = null)
    : ICommand<Appended>;

internal sealed class ReceiveActionValidator : AbstractValidator<ReceiveAction>
{
    public ReceiveActionValidator()
    {
        RuleFor(r => r.ClientMessageId).ValidExternalId();
        RuleFor(r => r.ActionId).NotEmpty().MaximumLength(400);
        RuleFor(r => r.Values).Must(v => v is null || v.Count <= 50).WithMessage("A form has up to 50 values.");
    }
}

internal sealed class ReceiveActionHandler(IStore store, ConversationLog log, Inbox inbox, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<ReceiveAction, Result<Appended>>
{
    public Task<Result<Appended>> Handle(ReceiveAction request, CancellationToken cancellationToken) =>
        inbox.ReceiveAsync(
            request.ClientMessageId,
            async conversation =>
            {
                var action = await store.ReadPressAsync(conversation.Id, request.EntryId, request.ActionId, request.Values, cancellationToken);
                return action.IsSuccess
                    ? conversation.ReceiveAction(log.Stamp(), action.Value, request.ClientMessageId, options.CurrentValue.Limit(), log.Stamp)
                    : action.Error;
            },
            cancellationToken);
}

internal static class CardEntries
{
    /// <summary>The press of a button as it is kept: what the card says, and only the values it asked for; everything else a client adds is left out.</summary>
    public static async Task<Result<EntryAction>> ReadPressAsync(
        this IStore store, Guid conversationId, Guid entryId, string actionId, IReadOnlyDictionary<string, string>? sent, CancellationToken ct)
    {
        var card = await store.FindCardAsync(conversationId, entryId, actionId, ct);
        if (!card.IsSuccess)
            return card.Error;
        var (entry, button) = card.Value;

        Dictionary<string, string>? values = null;
        if (sent is { Count: > 0 })
        {
            values = (entry.Card!.Inputs ?? [])
                .Where(input => sent.ContainsKey(input.Id))
                .ToDictionary(input => input.Id, input => MessageText.Clean(sent[input.Id] ?? ""), StringComparer.Ordinal);
            if (values.Values.Sum(Encoding.UTF8.GetByteCount) > MessageText.MaxBytes)
                return ConversationErrors.MessageTooLong;
        }
        return new EntryAction(entry.Id, button.Id, button.Label, values);
    }

    /// <summary>The newest version of a card that has this button. Clients may name any version: a card changes while it is looked at.</summary>
    public static async Task<Result<(Entry Entry, CardAction Action)>> FindCardAsync(
        this IStore store, Guid conversationId, Guid entryId, string actionId, CancellationToken ct)
    {
        var versions = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == conversationId && (e.Id == entryId || e.Replaces == entryId))
                .OrderByDescending(e => e.Sequence),
            ct);
        if (versions.Count == 0 || versions[^1].Card is null)
            return ConversationErrors.EntryNotFound;
        foreach (var version in versions)
        {
            if (version.Card is { } card && Buttons(card).FirstOrDefault(a => a.Id == actionId && a.Url is null) is { } action)
                return (version, action);
        }
        return ConversationErrors.ActionNotFound;
    }

    private static IEnumerable<CardAction> Buttons(Card card) =>
        (card.Actions ?? []).Concat((card.Items ?? []).SelectMany(item => item.Actions ?? []));
}
