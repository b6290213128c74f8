using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations;

[Collection(ChatServerGroup.Name)]
public sealed class HandoffTests(ChatServer server) : IAsyncLifetime
{
    private readonly ScriptedDialogue _dialogue = new();
    private ChatHost _host = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _database = await server.NewDatabaseAsync();
        _host = new ChatHost(_database, _dialogue);
        _dialogue.Answer = turn => turn.Inbound.Any(i => i.Text == "person")
            ? Task.FromResult(ScriptedDialogue.Say("Passing you on") with { Handoff = new HandoffRequest("Asked for a person", HandoffTopic.Billing) })
            : ScriptedDialogue.Echo(turn);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Two_nodes_hand_out_the_queue_together_and_nobody_goes_over_their_capacity()
    {
        await using var other = new ChatHost(_database, _dialogue);
        var admin = await _host.StaffAsync("Root", StaffRole.Admin);
        var staff = new List<StaffClient>();
        for (var i = 0; i < 5; i++)
        {
            staff.Add(await _host.StaffAsync($"Colleague {i}"));
            (await admin.Http.PutAsJsonAsync($"/api/v1/console/staff/{staff[i].StaffId}/desk", new { skills = Array.Empty<string>(), capacity = i + 1 }))
                .EnsureSuccessStatusCode();
        }
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await (await _host.VisitAsync()).SendAsync("person")));
        await Eventually.HoldsAsync(async () => (await admin.GetAsync("conversations/counts")).GetProperty("waiting").GetInt32(), n => n == 20);

        await Task.WhenAll(staff.Select(s => AvailableAsync(s)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? _host : other).SendAsync(new AssignWaiting())));
        await Eventually.HoldsAsync(async () => (await admin.GetAsync("conversations/counts")).GetProperty("waiting").GetInt32(), n => n == 5);
        var loads = (await admin.GetAsync("staff")).EnumerateArray().Where(s => s.GetProperty("available").GetBoolean()).ToList();
        loads.Count.ShouldBe(5);
        loads.ShouldAllBe(s => s.GetProperty("load").GetInt32() == s.GetProperty("capacity").GetInt32());
    }

    [Fact]
    public async Task A_waiting_customer_is_told_their_place_on_one_card_and_somebody_comes()
    {
        await using var host = new ChatHost(_database, _dialogue, settings: ("Conversations:Handoff:TellEvery", "00:00:00.2"));
        var (first, second) = (await host.VisitAsync(), await host.VisitAsync());
        await first.SendAsync("person");
        await first.UntilAsync(log => log.Any(e => e.IsQueueCard("You are next in line.")));
        await second.SendAsync("person");
        var place = (await second.UntilAsync(log => log.Any(e => e.IsQueueCard("You are number 2 in line.")))).Single(e => e.IsQueueCard(null));

        var alice = await host.StaffAsync("Alice");
        (await alice.PostAsync(first.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await second.UntilAsync(log => log.Any(e => e.IsQueueCard("You are next in line."))))
            .Last(e => e.IsQueueCard(null)).GetProperty("replaces").GetGuid().ShouldBe(place.GetProperty("id").GetGuid());
        await AvailableAsync(alice);
        var log = await second.UntilAsync(log => log.Any(e => e.IsQueueCard("Alice is with you now.")));
        log.ShouldContain(e => e.Text() == "Alice joined the conversation." && e.GetProperty("event").GetString() == HandoffSteps.Accepted);
        log.ShouldContain(e => e.Kind() == "event" && e.GetProperty("event").GetString() == HandoffSteps.Initiate);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_any_more_goes_on_with_the_bot()
    {
        var (visitor, alice) = (await _host.VisitAsync(), await _host.StaffAsync("Alice"));
        await visitor.SendAsync("person");
        var place = (await visitor.UntilAsync(log => log.Any(e => e.IsQueueCard("You are next in line.")))).Single(e => e.IsQueueCard(null));

        (await visitor.Http.PostAsJsonAsync(
            "/api/v1/chat/actions",
            new { clientMessageId = Guid.CreateVersion7().ToString(), entryId = place.GetProperty("id").GetGuid(), actionId = EntryAction.StopWaiting })).EnsureSuccessStatusCode();

        var log = await visitor.UntilAsync(log => log.Any(e => e.IsQueueCard("You are not waiting any more.")));
        log.ShouldContain(e => e.Text() == "The customer goes on with the assistant." && e.GetProperty("event").GetString() == HandoffSteps.Completed);
        await visitor.SendAsync("hello again");
        await visitor.UntilAsync(log => log.Any(e => e.Author() == "bot" && e.Text() == "You said: hello again"));
        (await alice.GetAsync("conversations/counts")).GetProperty("waiting").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Who_goes_away_without_an_answer_loses_the_customer_to_a_colleague_and_who_answered_keeps_them()
    {
        var (alice, bob) = (await _host.StaffAsync("Alice"), await _host.StaffAsync("Bob"));
        await AvailableAsync(alice);
        var (answered, forgotten) = (await _host.VisitAsync(), await _host.VisitAsync());
        await answered.SendAsync("person");
        await answered.UntilAsync(Joined("Alice"));
        (await alice.WriteAsync(answered.ConversationId, "messages", "Hello, I am Alice")).EnsureSuccessStatusCode();
        await forgotten.SendAsync("person");
        await forgotten.UntilAsync(Joined("Alice"));

        await AvailableAsync(bob);
        await AvailableAsync(alice, available: false);
        (await forgotten.UntilAsync(Joined("Bob"))).ShouldContain(e => e.Text() == "Alice had to leave. Somebody else will answer you here.");
        (await answered.TextsAsync()).ShouldNotContain("system: Bob joined the conversation.");
    }

    [Fact]
    public async Task A_conversation_is_passed_to_a_topic_with_a_note_that_stays_among_staff()
    {
        var visitor = await _host.VisitAsync();
        var (admin, alice, bob) = (await _host.StaffAsync("Root", StaffRole.Admin), await _host.StaffAsync("Alice"), await _host.StaffAsync("Bob"));
        (await admin.Http.PutAsJsonAsync($"/api/v1/console/staff/{bob.StaffId}/desk", new { skills = new[] { "technical" }, capacity = 3 })).EnsureSuccessStatusCode();
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        await AvailableAsync(bob);
        (await alice.PostAsync(visitor.ConversationId, "transfer-topic", new { topic = "technical", note = "Pays late" })).EnsureSuccessStatusCode();
        (await visitor.UntilAsync(Joined("Bob"))).ShouldAllBe(e => e.Text() != "Pays late");
        (await alice.GetAsync($"conversations/{visitor.ConversationId}/entries")).GetProperty("entries").EnumerateArray().ShouldContain(e => e.Text() == "Pays late");
    }

    [Fact]
    public async Task C03_Giving_back_tells_the_summary_and_no_note()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await alice.WriteAsync(visitor.ConversationId, "notes", "A nuisance")).EnsureSuccessStatusCode();
        (await alice.PostAsync(visitor.ConversationId, "return", new { summary = "Moved the disk to the new machine." })).EnsureSuccessStatusCode();
        var log = await visitor.UntilAsync(log => log.Any(e => e.CardText()?.Contains("Moved the disk to the new machine.", StringComparison.Ordinal) is true));
        log.ShouldAllBe(e => e.Text() != "A nuisance" && e.CardText() != "A nuisance");
        var kept = (await alice.GetAsync($"conversations/{visitor.ConversationId}/dialogue")).GetProperty("state").GetProperty("settled");
        (kept.GetProperty("by").GetString(), kept.GetProperty("summary").GetString()).ShouldBe(("Alice", "Moved the disk to the new machine."));
    }

    [Fact]
    public async Task A_resolved_conversation_is_rated_once_and_stays_resolved()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await alice.WriteAsync(visitor.ConversationId, "messages", "Done")).EnsureSuccessStatusCode();
        (await alice.PostAsync(visitor.ConversationId, "resolve")).EnsureSuccessStatusCode();
        await visitor.UntilAsync(log => log.Any(e => e.CardText()?.StartsWith("Rate Alice", StringComparison.Ordinal) is true));

        await visitor.SendAsync("4, quick");
        (await _host.InScopeAsync(services => RateAsync(services, visitor.ConversationId, 4, "quick"))).ShouldBeNull();
        (await _host.InScopeAsync(services => RateAsync(services, visitor.ConversationId, 1, null))).ShouldBe("survey_not_open");
        (await alice.GetAsync($"conversations/{visitor.ConversationId}")).GetProperty("state").GetString().ShouldBe("resolved");
        var results = await alice.GetAsync("satisfaction?days=7");
        results.GetProperty("average").GetDouble().ShouldBe(4);
        results.GetProperty("latest")[0].GetProperty("comment").GetString().ShouldBe("quick");
        results.GetProperty("staff")[0].GetProperty("name").GetString().ShouldBe("Alice");
    }

    [Fact]
    public async Task Who_knows_the_topic_gets_it_before_somebody_less_busy_and_the_queue_shows_the_topic()
    {
        var (admin, alice, bob) = (await _host.StaffAsync("Root", StaffRole.Admin), await _host.StaffAsync("Alice"), await _host.StaffAsync("Bob"));
        await SetDeskAsync(admin, alice, ["billing"]);
        await SetDeskAsync(admin, bob, ["technical"]);
        var visitor = await _host.VisitAsync();
        await visitor.SendAsync("person");
        var waiting = await Eventually.HoldsAsync(async () => await admin.GetAsync("conversations?view=waiting"), page => page.GetProperty("items").GetArrayLength() == 1);
        waiting.GetProperty("items")[0].GetProperty("topic").GetString().ShouldBe("billing");
        await visitor.UntilAsync(log => log.Any(e => e.IsQueueCard(null)));
        (await admin.GetAsync("conversations?view=waiting")).GetProperty("items")[0].GetProperty("lastEntry").GetProperty("text").GetString()
            .ShouldBe("Asked for a person", "one chooses by why a person is wanted, not by the card that tells the place in the queue");

        // Alice has more in hand; she is the one who knows billing.
        (await alice.PostAsync((await _host.VisitAsync()).ConversationId, "take-over")).EnsureSuccessStatusCode();
        await AvailableAsync(alice);
        await AvailableAsync(bob);
        await visitor.UntilAsync(Joined("Alice"));
        (await bob.GetAsync("desk")).GetProperty("load").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Staff_are_told_how_far_the_customer_has_read_and_it_never_goes_back()
    {
        var (visitor, alice) = (await _host.VisitAsync(), await _host.StaffAsync("Alice"));
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await alice.WriteAsync(visitor.ConversationId, "messages", "Hello")).EnsureSuccessStatusCode();
        var said = (await visitor.UntilAsync(log => log.Any(e => e.Text() == "Hello"))).Single(e => e.Text() == "Hello").Sequence();
        await using var desk = await alice.ConnectAsync();
        await desk.InvokeAsync("Watch", visitor.ConversationId);
        await using var chat = await visitor.ConnectAsync();

        await chat.InvokeAsync("Read", said);
        var told = await desk.NextAsync("Read");
        (told[0].GetGuid(), told[1].GetInt64()).ShouldBe((visitor.ConversationId, said));
        await chat.InvokeAsync("Read", 1);
        (await alice.GetAsync($"conversations/{visitor.ConversationId}/entries")).GetProperty("readUpTo").GetInt64().ShouldBe(said);
    }

    [Fact]
    public async Task Hours_are_kept_by_administrators_alone()
    {
        var hours = new { timeZone = "Europe/Berlin", week = new[] { new { day = "monday", opens = 540, closes = 1020 } }, holidays = new[] { new { date = "2026-12-25", name = "Christmas" } } };
        var (alice, root) = (await _host.StaffAsync("Alice"), await _host.StaffAsync("Root", StaffRole.Admin));
        (await alice.Http.PutAsJsonAsync("/api/v1/console/hours", hours)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await root.Http.PutAsJsonAsync("/api/v1/console/hours", hours)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var kept = await alice.GetAsync("hours");
        kept.GetProperty("week")[0].GetProperty("opens").GetInt32().ShouldBe(540);
        kept.GetProperty("holidays")[0].GetProperty("name").GetString().ShouldBe("Christmas");
        (await (await root.Http.PutAsJsonAsync("/api/v1/console/hours", hours with { timeZone = "Nowhere" })).CodeAsync()).ShouldBe("time_zone_unknown");
    }

    [Fact]
    public async Task A_transcript_has_no_address_to_go_to_before_the_customer_has_proved_one()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        (await (await alice.PostAsync(visitor.ConversationId, "transcript")).CodeAsync()).ShouldBe("customer_address_unknown");
        var reached = await alice.Http.PostAsJsonAsync("/api/v1/console/outreach", new { email = "nobody@example.com", clientMessageId = "1", text = "Hello" });
        (await reached.CodeAsync()).ShouldBe("customer_not_found");
    }

    private static Func<JsonElement[], bool> Joined(string name) => log => log.Any(e => e.Text() == $"{name} joined the conversation.");

    private static async Task SetDeskAsync(StaffClient admin, StaffClient staff, string[] skills) =>
        (await admin.Http.PutAsJsonAsync($"/api/v1/console/staff/{staff.StaffId}/desk", new { skills, capacity = 4 })).EnsureSuccessStatusCode();

    private static async Task AvailableAsync(StaffClient staff, bool available = true) =>
        (await staff.Http.PutAsJsonAsync("/api/v1/console/desk", new { available })).EnsureSuccessStatusCode();

    private static async Task<string?> RateAsync(IServiceProvider services, Guid conversationId, int score, string? comment)
    {
        services.GetRequiredService<Application.Common.ActorContext>().Set(new Application.Common.Actor.Visitor(conversationId));
        return (await services.GetRequiredService<MediatR.IMediator>().Send(new RateConversation(score, comment))).Error?.Code;
    }
}

internal static class QueueJson
{
    public static string? CardText(this JsonElement entry) =>
        entry.TryGetProperty("card", out var card) && card.TryGetProperty("text", out var text) ? text.GetString() : null;

    public static bool IsQueueCard(this JsonElement entry, string? text) =>
        entry.TryGetProperty("card", out var card) && card.GetProperty("type").GetString() == "queue" && (text is null || entry.CardText() == text);
}
