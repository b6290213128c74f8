using EzSolutions.Application.Conversations;

namespace EzSolutions.Bot.Notifications;

/// <summary>Finds where a customer is to be told something. Somebody who has no open conversation is told by e-mail alone.</summary>
internal sealed class Addressee(IConversationPoster poster)
{
    /// <param name="conversationId">Where it began; null looks for the conversation the customer used last.</param>
    public async Task TellAsync(Guid? conversationId, Guid customerId, OutgoingEntry entry, CancellationToken ct)
    {
        if ((conversationId ?? await poster.FindOpenConversationAsync(customerId, ct)) is { } conversation)
        {
            await poster.PostAsync(conversation, entry, ct);
        }
    }
}
