using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>How a request is answered, and what is done once Slack has that answer: it waits three seconds for it.</summary>
/// <param name="Json">The body; null for none.</param>
/// <param name="Refused">Not taken, and worth sending again.</param>
public sealed record SlackReply(JsonObject? Json = null, Error? Refused = null, Func<CancellationToken, Task>? Afterwards = null);

/// <summary>Takes in what a verified request of Slack's asks for: what must not be lost is stored before the request is answered.</summary>
public sealed class SlackReceiver(IMediator mediator, ISlackApi slack, TimeProvider time)
{
    private const string Channel = SlackAdapter.Name;
    private static readonly Error FilesLate = Error.Unavailable("slack_files_late", "The files of the message cannot be had right now.", TimeSpan.FromSeconds(1));
    private static readonly string[] Prompts = ["plans", "services", "invoices", "ticket"];

    private readonly SlackFiles _files = new(slack, time);

    /// <param name="isRepeated">Slack has sent this before; it decides how patient we are and nothing else.</param>
    public async Task<SlackReply> ReceiveAsync(SlackInbound inbound, bool isRepeated, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        // Another workspace's ids mean nothing here.
        if (TeamOf(inbound) is not { } team || (inbound is not SlackInbound.Removed && !await slack.ServesAsync(team, ct)))
            return new SlackReply();
        return inbound switch
        {
            SlackInbound.Message said => await SaidAsync(said, isRepeated, ct),
            SlackInbound.Press press => Of(await mediator.Send(new ReceiveFromChannel(press.Sender, press.Id, null, press.Button), ct), press.Sender),
            SlackInbound.Greeting greeting => Of(await mediator.Send(new GreetOnChannel(greeting.Sender), ct), greeting.Sender) with { Afterwards = after => SuggestAsync(greeting.Sender, after) },
            SlackInbound.Open open => await OpenAsync(open, ct),
            SlackInbound.Submission sent => await SubmitAsync(sent, ct),
            SlackInbound.Shortcut shortcut => new SlackReply(Afterwards: after => StartAsync(shortcut, after)),
            SlackInbound.Removed gone => new SlackReply(Refused: (await mediator.Send(
                new RemoveInstallation(Channel, gone.Team, gone.HappenedAt ?? time.GetUtcNow(), gone.Reason, gone.BotUserIds), ct)).Error),
            _ => new SlackReply(),
        };
    }

    private static string? TeamOf(SlackInbound inbound) => inbound switch
    {
        SlackInbound.Message said => said.Sender.Tenant,
        SlackInbound.Press press => press.Sender.Tenant,
        SlackInbound.Greeting greeting => greeting.Sender.Tenant,
        SlackInbound.Open open => open.Sender.Tenant,
        SlackInbound.Submission sent => sent.Sender.Tenant,
        SlackInbound.Shortcut shortcut => shortcut.Team,
        SlackInbound.Removed gone => gone.Team,
        _ => null,
    };

    private async Task<SlackReply> SaidAsync(SlackInbound.Message said, bool isRepeated, CancellationToken ct)
    {
        // What is stored needs its files no more: they may be gone by now, and nobody is to be told of that.
        if (said.Files.Count > 0 && await mediator.Send(new WasReceived(said.Sender, said.Id), ct) is { IsSuccess: true, Value: true })
            return new SlackReply();
        var (fetched, missing, elsewhere, isLate) = await _files.FetchAsync(said.Sender.Tenant, said.Files, ct);
        // Nothing is stored yet: Slack sends it again at once, and what is not there then is asked for.
        if (isLate && !isRepeated)
            return new SlackReply(Refused: FilesLate);
        var nothingLeft = said.Files.Count > 0 && fetched.Count == 0 && said.Text.Length == 0;
        var reply = nothingLeft ? new SlackReply() : Of(await mediator.Send(new ReceiveFromChannel(said.Sender, said.Id, said.Text, Files: fetched), ct), said.Sender);
        if (reply.Refused is not null || missing.Count + elsewhere.Count == 0)
            return reply;
        return reply with
        {
            Afterwards = async after =>
            {
                if (reply.Afterwards is { } first)
                    await first(after);
                await TellAsync(said.Sender, texts => WordsOf(texts.Slack, missing, elsewhere), after);
            },
        };
    }

    private static string WordsOf(SlackTexts texts, IReadOnlyList<string> missing, IReadOnlyList<string> elsewhere) =>
        string.Join('\n', new[] { missing.Count > 0 ? texts.FilesMissing(missing) : null, elsewhere.Count > 0 ? texts.FilesElsewhere(elsewhere) : null }.OfType<string>());

    private SlackReply Of<T>(Result<T> done, ChannelSender sender) => done.Error switch
    {
        null => new SlackReply(),
        // Slack sends it again, in its own time.
        { Kind: ErrorKind.Unavailable } error => new SlackReply(Refused: error),
        // Sending it again would change nothing: the person is told, and only they.
        { } error => new SlackReply(Afterwards: after => TellAsync(sender, texts => SlackRefusal.WordsOf(error, texts), after)),
    };

    private async Task TellAsync(ChannelSender sender, Func<BotTexts, string> words, CancellationToken ct) =>
        await slack.CallAsync(sender.Tenant, "chat.postEphemeral", SlackRefusal.Of(sender, words(await TextsAsync(sender, ct))), ct);

    private async Task<BotTexts> TextsAsync(ChannelSender sender, CancellationToken ct) =>
        BotTexts.For((await mediator.Send(new FindSpokenLanguage(sender), ct)) is { IsSuccess: true, Value: var locale } ? locale : null);

    private async Task<SlackReply> OpenAsync(SlackInbound.Open open, CancellationToken ct)
    {
        var card = await mediator.Send(new FindChannelCard(open.Sender, open.EntryId, open.ActionId), ct);
        if (card.Error is not null)
            return Of(card, open.Sender);
        var to = SlackReference.Read(open.Sender.Reference);
        var view = SlackForm.View(card.Value, new SlackFormPlace(open.EntryId, open.ActionId, to.Channel, to.Thread), await TextsAsync(open.Sender, ct));
        return new SlackReply(Afterwards: async after =>
        {
            var opened = await slack.CallAsync(open.Sender.Tenant, "views.open", new JsonObject { ["trigger_id"] = open.Trigger, ["view"] = view }, after);
            if (opened is not SlackAnswer.Done)
                await TellAsync(open.Sender, texts => texts.Slack.TooSlow, after);
        });
    }

    private async Task<SlackReply> SubmitAsync(SlackInbound.Submission sent, CancellationToken ct)
    {
        var card = await mediator.Send(new FindChannelCard(sent.Sender, sent.EntryId, sent.ActionId), ct);
        var texts = await TextsAsync(sent.Sender, ct);
        if (card.Error is { } gone)
            return Notice(gone, texts);
        if (sent.ActionId is not { } action)
            return Wrong(new() { [SlackForm.Choice] = texts.Slack.NotChoice });
        if (SlackForm.Check(card.Value, sent.Values, texts) is { Count: > 0 } wrong)
            return Wrong(wrong);
        var taken = await mediator.Send(new ReceiveFromChannel(sent.Sender, sent.Id, null, new ChannelPress(sent.EntryId, action, sent.Values)), ct);
        // An empty answer closes the modal.
        return taken.Error switch
        {
            null => new SlackReply(),
            { Kind: ErrorKind.Validation } error when card.Value.Inputs is [var first, ..] => Wrong(new() { [first.Id] = texts.Error.Of(error) }),
            { } error => Notice(error, texts),
        };
    }

    private static SlackReply Wrong(Dictionary<string, string> wrong) =>
        new(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject(wrong.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value))) });

    private static SlackReply Notice(Error error, BotTexts texts) =>
        new(new JsonObject { ["response_action"] = "update", ["view"] = SlackForm.Notice(SlackRefusal.WordsOf(error, texts), texts.Slack) });

    /// <summary>Slack repeats no shortcut: what goes wrong here, the person sees by nothing happening, and uses it again.</summary>
    private async Task StartAsync(SlackInbound.Shortcut shortcut, CancellationToken ct)
    {
        if (await slack.CallAsync(shortcut.Team, "conversations.open", new JsonObject { ["users"] = shortcut.UserId }, ct) is not SlackAnswer.Done { Body: var body }
            || body.At("channel").Text("id") is not { } channel)
            return;
        var to = new SlackReference(channel, null);
        var sender = new ChannelSender(Channel, shortcut.Team, to.Key, shortcut.UserId, shortcut.UserName, IsPrivate: true, to.Write());
        if (Of(await mediator.Send(new ReceiveFromChannel(sender, shortcut.Id, shortcut.Words), ct), sender).Afterwards is { } afterwards)
            await afterwards(ct);
    }

    private async Task SuggestAsync(ChannelSender sender, CancellationToken ct)
    {
        var to = SlackReference.Read(sender.Reference);
        var words = (await TextsAsync(sender, ct)).Slack;
        await slack.CallAsync(sender.Tenant, "assistant.threads.setSuggestedPrompts", new JsonObject
        {
            ["channel_id"] = to.Channel,
            ["thread_ts"] = to.Thread,
            ["title"] = words.PromptsTitle,
            ["prompts"] = new JsonArray([.. Prompts.Select(p => (JsonNode)new JsonObject { ["title"] = words.Prompt(p), ["message"] = words.Prompt(p) })]),
        }, ct);
    }
}
