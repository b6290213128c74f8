using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>What goes out to Slack: once, in order, in its place, within the limits; and the assistant's pane.</summary>
public sealed class SlackDeliveryTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Progress_is_one_message_that_changes()
    {
        var alice = await MeetAsync("waiting");
        foreach (var percent in new[] { 10, 50, 100 })
            await alice.PostAsync(Progress(percent));
        var seen = await alice.UntilSaidAsync("100 % done");
        seen.Count(m => SlackPerson.Words(m).Contains("% done", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Many_messages_at_once_arrive_in_order_without_a_single_refusal()
    {
        var alice = await MeetAsync("flooded");
        foreach (var i in Enumerable.Range(1, 4))
            await alice.PostAsync(new OutgoingEntry($"News {i}"));
        await alice.UntilSaidAsync("News 4");
        (await NewsAsync(alice)).ShouldBe(["News 1", "News 2", "News 3", "News 4"]);
        (await _host.ScalarAsync("SELECT max(attempts) FROM deliveries")).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"kind":"error","status":429,"ms":1000,"times":10}""")]
    [InlineData("""{"kind":"error","status":500,"times":1}""")]
    [InlineData("""{"kind":"error","status":200,"message":"fatal_error","times":1}""")]
    [InlineData("""{"kind":"lost_response","times":1}""")]
    [InlineData("""{"kind":"drop","times":1}""")]
    public async Task Whatever_Slack_answers_nothing_is_lost_and_nothing_said_twice(string fault)
    {
        var alice = await MeetAsync("unlucky");
        var on = System.Text.Json.Nodes.JsonNode.Parse(fault)!;
        (on["target"], on["match"]) = ("slack", "chat.postMessage");
        await alice.FaultAsync(on);
        await alice.PostAsync(new OutgoingEntry("News 1"));
        await alice.PostAsync(new OutgoingEntry("News 2"));
        await alice.UntilSaidAsync("News 2");
        (await NewsAsync(alice)).ShouldBe(["News 1", "News 2"]);
    }

    [Fact]
    public async Task Card_as_large_as_cards_get_is_taken_by_Slack_and_can_change()
    {
        var alice = await MeetAsync("heavy");
        var text = string.Concat(Enumerable.Repeat("é&<>", 2_000));
        var card = new Card
        {
            Type = "plans",
            Title = text,
            Text = text,
            Facts = [.. Enumerable.Range(0, 60).Select(i => new CardFact($"Fact {i}", text))],
            Items = [.. Enumerable.Range(0, 60).Select(i => new CardItem($"Item {i}", text, "$1", [new($"choose:{i}", "Order")]))],
            Actions = [.. Enumerable.Range(0, 40).Select(i => new CardAction($"a:{i}", $"Action {i}"))],
        };
        await alice.PostAsync(new OutgoingEntry(Card: card, Key: "big"));
        await alice.UntilAsync(all => all.Any(m => SlackPerson.Buttons(m).Any(b => SlackPerson.Label(b) == "Action 39")), "the whole card");
        await alice.PostAsync(new OutgoingEntry(Card: card with { Title = "Changed" }, Key: "big"));
        await alice.UntilAsync(all => all.Any(m => m.GetProperty("updates").GetInt32() == 1), "the card changed");
    }

    [Fact]
    public async Task Assistants_pane_is_greeted_suggests_what_to_say_and_shows_that_somebody_works()
    {
        var alice = new SlackPerson(_host, "assisted");
        (await alice.OpenAssistantAsync()).ShouldBe(200);
        (await alice.UntilAsync(all => all.Count > 0, "a greeting")).ShouldAllBe(m => m.GetProperty("thread").GetString() == alice.Thread);
        var pane = await alice.AssistantAsync(a => a.GetProperty("prompts").ValueKind == JsonValueKind.Array, "suggestions");
        var prompt = pane.GetProperty("prompts")[0].GetProperty("message").GetString()!;

        (await alice.DoAsync(new { @do = "context" })).ShouldBe(200);
        await alice.FaultAsync(new { target = "slack", kind = "delay", match = "chat.postMessage", ms = 1_500, times = 1 });
        (await alice.SayAsync(prompt)).ShouldBe(200);
        await alice.AssistantAsync(a => a.GetProperty("status").GetString() == "is working on it…", "that it is worked on");
        await alice.UntilSaidAsync("VPS");
        await alice.AssistantAsync(a => a.GetProperty("status").GetString() == "", "that the work is done");
    }

    [Theory]
    [InlineData("en", null, "show me your vps plans", "The plans")]
    [InlineData("de", "sprich Deutsch", "Zeig mir eure Tarife", "Die Tarife")]
    public async Task Assistants_thread_is_called_once_by_what_was_asked_first_in_its_language(string language, string? wish, string request, string title)
    {
        var alice = new SlackPerson(_host, "named" + language);
        await alice.OpenAssistantAsync();
        (await alice.SayAsync("hello")).ShouldBe(200);
        if (wish is not null)
            (await alice.SayAsync(wish)).ShouldBe(200);
        (await alice.SayAsync(request)).ShouldBe(200);
        await alice.AssistantAsync(a => a.GetProperty("title").GetString() == title, $"the title '{title}'");

        (await alice.SayAsync("open a ticket")).ShouldBe(200);
        await ApiHost.EventuallyAsync(
            () => _host.ScalarAsync($"SELECT count(*)::int FROM turn_traces r JOIN channel_threads t ON t.conversation_id = r.conversation_id WHERE t.thread_key = '{alice.Place}/{alice.Thread}' AND r.understanding::text LIKE '%open_ticket%'"),
            turns => turns is > 0,
            "the ticket was asked for");
        (await alice.AssistantAsync(_ => true, "the thread")).GetProperty("titled").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("error", 500)]
    [InlineData("error", 429)]
    [InlineData("drop", null)]
    [InlineData("lost_response", null)]
    public async Task Turn_is_answered_and_run_once_when_Slack_takes_no_title(string kind, int? status)
    {
        var alice = new SlackPerson(_host, "untitled");
        await alice.OpenAssistantAsync();
        await alice.FaultAsync(new { target = "slack", kind, status, match = "setTitle", times = 1 });
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        await alice.UntilSaidAsync("VPS");
        (await alice.SayAsync("help")).ShouldBe(200);
        await alice.UntilSaidAsync("I can");
        (await alice.HeardAsync()).Count(m => SlackPerson.Words(m).Contains("VPS M", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Turn_is_answered_when_Slack_cannot_show_that_it_is_worked_on()
    {
        var alice = new SlackPerson(_host, "unassisted");
        await alice.OpenAssistantAsync();
        await alice.FaultAsync(new { target = "slack", kind = "error", match = "setStatus", status = 500 });
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        await alice.UntilSaidAsync("VPS");
    }

    private static OutgoingEntry Progress(int percent) =>
        new(Card: new Card { Type = "progress", Title = "Your server", Progress = new CardProgress(percent, [new CardStep("Copy the system", percent == 100 ? "done" : "active")]) }, Key: "progress:test");

    private static async Task<List<string>> NewsAsync(SlackPerson person) =>
        [.. (await person.HeardAsync()).Select(SlackPerson.Words).Where(w => w.StartsWith("News", StringComparison.Ordinal))];

    private async Task<SlackPerson> MeetAsync(string name)
    {
        var person = new SlackPerson(_host, name);
        (await person.SayAsync("hello")).ShouldBe(200);
        await person.UntilAsync(all => all.Count > 0, "an answer");
        return person;
    }
}
