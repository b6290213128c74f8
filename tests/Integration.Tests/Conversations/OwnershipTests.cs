using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Accounts;

namespace EzSolutions.Integration.Tests.Conversations;

[Collection(ChatServerGroup.Name)]
public sealed class OwnershipTests(ChatServer server) : IAsyncLifetime
{
    private readonly ScriptedDialogue _dialogue = new();
    private ChatHost _host = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _database = await server.NewDatabaseAsync();
        _host = new ChatHost(_database, _dialogue);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Staff_take_over_answer_live_and_return_to_the_bot()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        await using var socket = await visitor.ConnectAsync();
        (await (await alice.PostAsync(visitor.ConversationId, "take-over")).Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("owner").GetProperty("name").GetString().ShouldBe("Alice");
        (await socket.NextAsync("Owner"))[0].GetProperty("kind").GetString().ShouldBe("staff");

        await visitor.SendAsync("Anybody there?");
        (await alice.WriteAsync(visitor.ConversationId, "messages", "I am")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await socket.NextAsync("Entry", a => a[0].Author() == "staff"))[0].Text().ShouldBe("I am");
        (await alice.PostAsync(visitor.ConversationId, "return")).EnsureSuccessStatusCode();
        await visitor.SendAsync("Bot?");
        (await visitor.UntilAsync(log => log[^1].Text() == "You said: Bot?")).Count(e => e.Author() == "bot").ShouldBe(2);
    }

    [Fact]
    public async Task C02_A_takeover_between_message_and_reply_discards_the_reply()
    {
        await using var deaf = new ChatHost(_database, _dialogue, losesWakes: true, ("Conversations:SweepEvery", "01:00:00"));
        var visitor = await deaf.VisitAsync();
        var alice = await deaf.StaffAsync("Alice");
        await visitor.SendAsync("Hello");
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await deaf.SendAsync(new RunTurn(visitor.ConversationId))).IsSuccess.ShouldBeTrue();
        (await visitor.TextsAsync()).ShouldBe(["bot: Welcome!", "customer: Hello", "system: Alice joined the conversation."]);
    }

    [Fact]
    public async Task A_colleagues_conversation_is_refused_with_409()
    {
        var visitor = await _host.VisitAsync();
        var (alice, bob) = (await _host.StaffAsync("Alice"), await _host.StaffAsync("Bob"));
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        var refused = await bob.PostAsync(visitor.ConversationId, "take-over");
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.CodeAsync()).ShouldBe("conversation_owned_by_other");
        (await (await bob.WriteAsync(visitor.ConversationId, "messages", "Hi")).CodeAsync()).ShouldBe("conversation_owned_by_other");
        (await alice.PostAsync(visitor.ConversationId, "transfer", new { staffId = bob.StaffId })).EnsureSuccessStatusCode();
        (await bob.WriteAsync(visitor.ConversationId, "messages", "Hi")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task An_administrator_takes_a_conversation_over_from_a_colleague()
    {
        var visitor = await _host.VisitAsync();
        var (alice, root) = (await _host.StaffAsync("Alice"), await _host.StaffAsync("Root", StaffRole.Admin));
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await root.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await visitor.TextsAsync())[^1].ShouldBe("system: Root took the conversation over from Alice.");
    }

    [Fact]
    public async Task A_socket_is_told_the_owner_as_it_connects()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        (await alice.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        await using var socket = await HubClient.ConnectAsync(_host, "/hubs/chat", visitor.Token, resume: false);
        (await socket.NextAsync("Owner"))[0].GetProperty("name").GetString().ShouldBe("Alice");
    }

    [Fact]
    public async Task Who_waits_longest_comes_first_on_every_page()
    {
        _dialogue.Answer = turn => Task.FromResult(ScriptedDialogue.Say("Passing you on") with { Handoff = new HandoffRequest("Asked for a person") });
        var alice = await _host.StaffAsync("Alice");
        var waiting = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var visitor = await _host.VisitAsync();
            waiting.Add(visitor.ConversationId);
            await Eventually.HoldsAsync(
                async () => (await alice.GetAsync("conversations/counts")).GetProperty("waiting").GetInt32(), count => count == waiting.Count);
        }

        var first = await alice.GetAsync("conversations?view=waiting&limit=2");
        var second = await alice.GetAsync($"conversations?view=waiting&limit=2&after={first.GetProperty("next").GetString()}");
        first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(c => c.GetProperty("id").GetGuid()).ShouldBe(waiting);
    }

    [Fact]
    public async Task C03_A_note_reaches_staff_and_never_the_customer()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        await using var customer = await visitor.ConnectAsync();
        await using var console = await alice.ConnectAsync();
        await console.InvokeAsync("Watch", visitor.ConversationId);
        (await alice.WriteAsync(visitor.ConversationId, "notes", "Pays late")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await console.NextAsync("Entry"))[1].Kind().ShouldBe("note");

        // What comes after the note arrives without it, pushed and read.
        await visitor.SendAsync("Hello");
        (await customer.NextAsync("Entry"))[0].Text().ShouldBe("Hello");
        (await visitor.UntilAsync(log => log.Length == 3)).ShouldAllBe(e => e.Kind() != "note" && e.Text() != "Pays late");
        _dialogue.Turns.ShouldAllBe(turn => turn.Inbound.All(i => i.Text != "Pays late"));
        var entries = await alice.GetAsync($"conversations/{visitor.ConversationId}/entries");
        entries.GetProperty("entries").EnumerateArray().ShouldContain(e => e.Kind() == "note");
    }

    [Fact]
    public async Task The_inbox_shows_counts_and_pushes_each_conversation()
    {
        var alice = await _host.StaffAsync("Alice");
        await using var console = await alice.ConnectAsync();
        await console.InvokeAsync("Unwatch", Guid.Empty);
        _dialogue.Answer = turn => Task.FromResult(ScriptedDialogue.Say("Passing you on") with { Handoff = new HandoffRequest("Asked for a person") });
        var visitor = await _host.VisitAsync();
        (await console.NextAsync("Conversation", a => a[0].GetProperty("owner").GetProperty("kind").GetString() == "queue"))[0]
            .GetProperty("id").GetGuid().ShouldBe(visitor.ConversationId);
        (await console.NextAsync("Counts", a => a[0].GetProperty("waiting").GetInt32() > 0))[0].GetProperty("mine").GetInt32().ShouldBe(0);

        (await alice.GetAsync("conversations/counts")).GetProperty("waiting").GetInt32().ShouldBe(1);
        var listed = (await alice.GetAsync("conversations?view=waiting")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("lastEntry").GetProperty("kind").GetString().ShouldBeOneOf("note", "card");
        listed.GetProperty("state").GetString().ShouldBe("open");
        (await alice.GetAsync("conversations?view=mine")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await alice.GetAsync($"conversations/{visitor.ConversationId}")).GetProperty("orders").GetArrayLength().ShouldBe(0);
        (await alice.GetAsync($"conversations/{visitor.ConversationId}/turns"))[0].GetProperty("understanding").GetProperty("skill").GetString().ShouldBe("echo");
        await Eventually.HoldsAsync(
            async () => (await alice.GetAsync("staff")).EnumerateArray().ToArray(),
            staff => staff.Any(s => s.GetProperty("name").GetString() == "Alice" && s.GetProperty("online").GetBoolean()));
    }

    [Fact]
    public async Task C04_A_revoked_session_loses_its_socket_and_its_reads()
    {
        var visitor = await _host.VisitAsync();
        var alice = await _host.StaffAsync("Alice");
        await using var console = await alice.ConnectAsync();
        await console.InvokeAsync("Watch", visitor.ConversationId);
        await _host.RevokeAsync(alice.SessionId);
        await console.Closed.WaitAsync(TimeSpan.FromSeconds(60));
        await Eventually.HoldsAsync(
            async () => (await alice.Http.GetAsync("/api/v1/console/conversations/counts")).StatusCode, status => status == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_visitors_token_opens_no_console() =>
        await Should.ThrowAsync<Exception>(async () =>
        {
            var visitor = await _host.VisitAsync();
            await using var hub = await HubClient.ConnectAsync(_host, "/hubs/console", visitor.Token);
            await hub.InvokeAsync("Watch", visitor.ConversationId);
        });
}
