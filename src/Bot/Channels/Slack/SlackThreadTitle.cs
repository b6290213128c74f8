using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>The name of a thread in the assistant's history.</summary>
internal sealed class SlackThreadTitle(ISlackApi slack, SkillCatalog skills) : IThreadTitle
{
    private const int Longest = 75;

    public string Channel => SlackAdapter.Name;

    public string? TitleOf(string skill, string? locale)
    {
        var texts = BotTexts.For(locale);
        return skills.Find(skill)?.Topic(texts) is { Length: > 0 } topic && topic != texts.Chat.ThisTopic
            ? MessageText.Shorten($"{char.ToUpperInvariant(topic[0])}{topic[1..]}", Longest)
            : null;
    }

    public async Task ShowAsync(ChannelAddress address, string title, CancellationToken ct)
    {
        var to = SlackReference.Read(address.Reference);
        if (!address.IsPrivate || to.Thread is not { } thread)
            return;
        await slack.CallAsync(address.Tenant, "assistant.threads.setTitle", new JsonObject { ["channel_id"] = to.Channel, ["thread_ts"] = thread, ["title"] = title }, ct);
    }
}
