using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Texts;

namespace EzSolutions.Bot.Notifications;

/// <summary>Finds where a customer is to be told something, and in which language. Somebody who has no open conversation is told by e-mail alone.</summary>
internal sealed class Addressee(IConversationPoster poster)
{
    /// <param name="conversationId">Where it began, if in a conversation.</param>
    public async Task TellAsync(Guid? conversationId, Guid customerId, Func<BotTexts, OutgoingEntry> say, CancellationToken ct)
    {
        if (await poster.FindConversationAsync(conversationId, customerId, ct) is { } conversation)
        {
            await poster.PostAsync(conversation, say(BotTexts.For(await poster.LocaleOfAsync(conversation, ct))), ct);
        }
    }
}
