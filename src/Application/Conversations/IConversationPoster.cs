using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Lets other features tell a conversation something (progress, payment received, ticket answered), in the current transaction. Takes the
/// conversation's row lock for the sequence number (C01). Speaks as the bot while the bot owns the conversation, else as the system (C02).
/// </summary>
public interface IConversationPoster
{
    /// <returns>The new entry's id.</returns>
    Task<Guid> PostAsync(Guid conversationId, OutgoingEntry entry, CancellationToken ct);

    /// <summary>Changes what the dialogue keeps in mind, under the same lock, before its next turn.</summary>
    /// <param name="change">From the state as stored, null when there is none yet, to the state from now on.</param>
    Task RememberAsync(Guid conversationId, Func<string?, string> change, CancellationToken ct);

    /// <summary>
    /// Where a customer is to be told something: in the conversation it began in while that still speaks for them, else in their open one used last,
    /// wherever it is held and can be reached. Null: nowhere.
    /// </summary>
    /// <param name="beganIn">The conversation it is about, if any.</param>
    Task<Guid?> FindConversationAsync(Guid? beganIn, Guid customerId, CancellationToken ct);

    /// <summary>The language that is spoken in it, as a BCP 47 tag; null where there is no such conversation.</summary>
    Task<string?> LocaleOfAsync(Guid conversationId, CancellationToken ct);
}
