using EzSolutions.Application.Conversations;

namespace EzSolutions.Bot.Notifications;

/// <summary>Finds where a customer is to be told something. Somebody who has no open conversation is told by e-mail alone.</summary>
internal sealed class Addressee(IConversationPoster poster)
{
    /// <param name="conversationId">Where it began, if in a conversation.</param>
    public async Task TellAsync(Guid? conversationId, Guid customerId, OutgoingEntry entry, CancellationToken ct)
    {
        if (await poster.FindConversationAsync(conversationId, customerId, ct) is { } conversation)
        {
            await poster.PostAsync(conversation, entry, ct);
        }
    }
}
