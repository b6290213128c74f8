using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Integration.Tests.Conversations;

[Collection(ChatServerGroup.Name)]
public sealed class ChatProtocolTests(ChatServer server) : IAsyncLifetime
{
    private readonly ScriptedDialogue _dialogue = new();
    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = new ChatHost(await server.NewDatabaseAsync(), _dialogue);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_visitor_is_greeted_and_every_message_is_answered()
    {
        var visitor = await _host.VisitAsync();
        visitor.Session.GetProperty("owner").GetProperty("kind").GetString().ShouldBe("bot");
        visitor.Session.GetProperty("entries").EnumerateArray().Select(e => e.Text()).ShouldBe(["Welcome!"]);

        (await visitor.SendAsync("Hello")).ShouldBe(2);
        var log = await visitor.UntilAsync(entries => entries.Length == 3);
        log.Select(e => (e.Sequence(), e.Author(), e.Text())).ShouldBe(
            [(1, "bot", "Welcome!"), (2, "customer", "Hello"), (3, "bot", "You said: Hello")]);
    }

    [Fact]
    public async Task The_hub_sends_receives_and_pushes_the_same_log()
    {
        var visitor = await _host.VisitAsync();
        await using var hub = await visitor.ConnectAsync();
        var sent = await hub.InvokeAsync("Send", new { clientMessageId = "m1", text = "Hi" });
        sent.GetProperty("result").GetProperty("sequence").GetInt64().ShouldBe(2);
        var reply = (await hub.NextAsync("Entry", a => a[0].Author() == "bot"))[0];
        reply.Text().ShouldBe("You said: Hi");
        reply.Sequence().ShouldBe(3);
    }

    [Fact]
    public async Task C01_Sixty_four_parallel_messages_leave_no_gap_and_no_doubt()
    {
        var visitor = await _host.VisitAsync();
        var sequences = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => visitor.SendAsync($"message {i}")));
        sequences.Distinct().Count().ShouldBe(64);
        var log = await visitor.UntilAsync(entries => entries.Count(e => e.Author() == "bot") == 65);
        log.Select(e => e.Sequence()).ShouldBe(Enumerable.Range(1, 129).Select(n => (long)n));
        log.Where(e => e.Author() == "bot").Skip(1).Select(e => e.Text()).ShouldBe(
            log.Where(e => e.Author() == "customer").Select(e => $"You said: {e.Text()}"), ignoreOrder: true);
    }

    [Fact]
    public async Task C01_A_message_sent_again_is_stored_and_answered_once()
    {
        var visitor = await _host.VisitAsync();
        var sequences = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => visitor.SendAsync("Once", "same-id")));
        sequences.Distinct().ShouldHaveSingleItem();
        await visitor.UntilAsync(entries => entries.Length == 3);
        (await visitor.SendAsync("Once", "same-id")).ShouldBe(sequences[0]);
        (await visitor.SendAsync("Last")).ShouldBe(4);
        (await visitor.UntilAsync(entries => entries.Length >= 5)).Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_long_poll_wakes_when_something_is_said()
    {
        var visitor = await _host.VisitAsync();
        var staff = await _host.StaffAsync("Alice");
        var poll = visitor.EntriesAsync(after: 1, wait: 25);
        (await staff.PostAsync(visitor.ConversationId, "take-over")).EnsureSuccessStatusCode();
        (await poll).ShouldHaveSingleItem().Text().ShouldBe("Alice joined the conversation.");
    }

    [Fact]
    public async Task A_resume_token_works_once_and_continues_the_same_conversation()
    {
        var visitor = await _host.VisitAsync();
        await visitor.SendAsync("Hello");
        await visitor.UntilAsync(entries => entries.Length == 3);
        var resumed = await ResumeAsync(visitor.ResumeToken);
        resumed.StatusCode.ShouldBe(HttpStatusCode.Created);
        var session = await resumed.Content.ReadFromJsonAsync<JsonElement>();
        session.GetProperty("conversationId").GetGuid().ShouldBe(visitor.ConversationId);
        session.GetProperty("entries").GetArrayLength().ShouldBe(3);
        (await ResumeAsync(visitor.ResumeToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Text_is_kept_as_text_without_control_characters()
    {
        var visitor = await _host.VisitAsync();
        await visitor.SendAsync("<script>alert(1)</script>\u0000\u0007 ok");
        (await visitor.UntilAsync(entries => entries.Length == 3))[1].Text().ShouldBe("<script>alert(1)</script> ok");
    }

    [Theory]
    [InlineData(9000, "message_too_long")]
    [InlineData(0, "message_empty")]
    public async Task A_message_too_long_or_empty_is_refused(int length, string code)
    {
        var visitor = await _host.VisitAsync();
        var refused = await visitor.PostMessageAsync(new string('x', length));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.CodeAsync()).ShouldBe(code);
        (await visitor.EntriesAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_updates_in_place_and_its_button_comes_back_with_its_card()
    {
        var clicks = 0;
        _dialogue.Answer = turn => Task.FromResult(new DialogueReply(
            [new OutgoingEntry(null, new Card { Type = "choices", Title = $"Version {++clicks}", Actions = [new CardAction("go", "Go")] }, "menu")], "{}"));
        var visitor = await _host.VisitAsync();
        var card = (await visitor.EntriesAsync()).Single();
        (await ActAsync(visitor, card.GetProperty("id").GetGuid(), "go")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var log = await visitor.UntilAsync(entries => entries.Length == 3);
        log[1].Text().ShouldBe("Go");
        log[1].GetProperty("action").GetProperty("actionId").GetString().ShouldBe("go");
        log[1].GetProperty("action").GetProperty("entryId").GetGuid().ShouldBe(card.GetProperty("id").GetGuid());
        log[2].GetProperty("replaces").GetGuid().ShouldBe(card.GetProperty("id").GetGuid());
        var inbound = _dialogue.Turns.Last().Inbound.Single();
        inbound.Text.ShouldBeNull();
        inbound.Action!.ActionId.ShouldBe("go");
        inbound.ActionCard!.Title.ShouldBe("Version 1");
        (await (await ActAsync(visitor, card.GetProperty("id").GetGuid(), "nope")).CodeAsync()).ShouldBe("action_not_found");
    }

    [Fact]
    public async Task C04_Somebody_elses_card_file_and_conversation_are_as_good_as_absent()
    {
        var (mine, theirs) = (await _host.VisitAsync(), await _host.VisitAsync());
        var theirCard = (await theirs.EntriesAsync()).Single().GetProperty("id").GetGuid();
        var act = await ActAsync(mine, theirCard, "go");
        act.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var file = await UploadAsync(theirs, "secret.txt", "private"u8.ToArray());
        (await mine.Http.GetAsync($"/api/v1/chat/attachments/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mine.Http.GetAsync($"/api/v1/console/conversations/{theirs.ConversationId}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.CreateClient().GetAsync("/api/v1/chat/entries")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_file_is_shown_on_its_message_and_served_inert()
    {
        var visitor = await _host.VisitAsync();
        var id = await UploadAsync(visitor, "notes.html", "just text"u8.ToArray());
        var sent = await visitor.Http.PostAsJsonAsync("/api/v1/chat/messages", new { clientMessageId = "f1", attachments = new[] { id } });
        sent.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await visitor.EntriesAsync())[1].GetProperty("card").GetProperty("type").GetString().ShouldBe("attachments");
        var download = await visitor.Http.GetAsync($"/api/v1/chat/attachments/{id}");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileName.ShouldBe("notes.txt");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    private static Task<HttpResponseMessage> ActAsync(Visitor visitor, Guid entryId, string actionId) => visitor.Http.PostAsJsonAsync(
        "/api/v1/chat/actions", new { clientMessageId = Guid.CreateVersion7().ToString(), entryId, actionId });

    private static async Task<Guid> UploadAsync(Visitor visitor, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        form.Add(part, "file", name);
        var stored = await visitor.Http.PostAsync("/api/v1/chat/attachments", form);
        stored.StatusCode.ShouldBe(HttpStatusCode.Created, await stored.Content.ReadAsStringAsync());
        return (await stored.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> ResumeAsync(string resumeToken) =>
        _host.CreateClient().PostAsJsonAsync("/api/v1/chat/sessions", new { resumeToken });
}
