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

    /// <summary>The customer's most recently active open conversation, if any.</summary>
    Task<Guid?> FindOpenConversationAsync(Guid customerId, CancellationToken ct);
}
