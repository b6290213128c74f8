using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Bot.Texts;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>"is working on it" under an assistant's thread; Slack takes it away with the next message, or after two minutes.</summary>
internal sealed class SlackWorkingSign(ISlackApi slack) : IWorkingSign
{
    public string Channel => SlackAdapter.Name;

    public async Task ShowAsync(ChannelAddress address, CancellationToken ct)
    {
        // The assistant's pane is threads of the direct messages; nowhere else is there a place for it.
        var to = SlackReference.Read(address.Reference);
        if (!address.IsPrivate || to.Thread is not { } thread)
            return;
        await slack.CallAsync(
            address.Tenant, "assistant.threads.setStatus",
            new JsonObject { ["channel_id"] = to.Channel, ["thread_ts"] = thread, ["status"] = BotTexts.For(address.Locale).Slack.Working }, ct);
    }
}
