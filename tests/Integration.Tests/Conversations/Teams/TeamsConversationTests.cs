using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using EzSolutions.Integration.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations.Teams;

/// <summary>What people do in Teams, over real HTTP, and what they see of it.</summary>
public sealed class TeamsConversationTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Plans_are_shown_as_a_card_whose_button_goes_on_with_the_order()
    {
        var alice = new TeamsUser(host, "buyer");
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        await alice.UntilSaidAsync("AdaptiveCard");
        (await alice.PressAsync("Order")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count >= 2, "an answer to the button");
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_adds_the_bot_is_greeted_once()
    {
        var alice = new TeamsUser(host, "newcomer");
        var bot = new JsonArray(new JsonObject { ["id"] = "28:5a9d0b00-5a9d-4b00-8b00-0000000000a1" });
        (await alice.DoAsync(new JsonObject { ["type"] = "installationUpdate", ["action"] = "add" })).ShouldBe(200);
        (await alice.DoAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = bot.DeepClone() })).ShouldBe(200);
        (await alice.DoAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = bot })).ShouldBe(200);
        (await alice.SayAsync("hello")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count >= 2, "greeting and answer");
        (await alice.EntriesAsync("e.sequence < (SELECT min(x.sequence) FROM entries x WHERE x.conversation_id = e.conversation_id AND x.external_id IS NOT NULL)")).ShouldBe(1);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Added_to_a_group_or_a_team_the_bot_says_once_how_to_speak_to_it_and_nothing_for_others(string kind)
    {
        var alice = new TeamsUser(host, "installer", kind);
        var bot = new JsonArray(new JsonObject { ["id"] = "28:5a9d0b00-5a9d-4b00-8b00-0000000000a1" });
        (await alice.DoAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = bot })).ShouldBe(200);
        (await alice.DoAsync(new JsonObject { ["type"] = "installationUpdate", ["action"] = "add" })).ShouldBe(200);
        var said = (await alice.UntilSaidAsync("private chat")).ShouldHaveSingleItem();
        said.GetProperty("body").TryGetProperty("attachments", out _).ShouldBeFalse("A button would count for whoever added it, and be seen by all.");

        var bob = new JsonArray(new JsonObject { ["id"] = "29:bob" });
        (await alice.DoAsync(new JsonObject { ["type"] = "conversationUpdate", ["membersAdded"] = bob })).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task In_a_group_only_a_mention_is_answered_and_the_mention_is_no_part_of_the_words()
    {
        var alice = new TeamsUser(host, "grouped", "groupChat");
        (await alice.SayAsync("what do you all think about lunch")).ShouldBe(200);
        (await alice.MentionAsync("hello", of: "28:somebody-elses-bot")).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(0);

        (await alice.MentionAsync("show me your vps plans")).ShouldBe(200);
        await alice.UntilSaidAsync("AdaptiveCard");
        (await host.ScalarAsync($"SELECT e.text FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Conversation}' AND e.external_id IS NOT NULL"))
            .ShouldBe("show me your vps plans");
    }

    [Fact]
    public async Task Who_is_linked_speaks_for_themselves_in_a_private_chat_and_for_nobody_in_a_group()
    {
        var email = host.NewEmail();
        await host.CustomerAsync(email);
        var (alone, together) = (new TeamsUser(host, "linked"), new TeamsUser(host, "linked", "groupChat"));
        await LinkAsync(alone.Id, email);

        (await alone.SayAsync("hello")).ShouldBe(200);
        (await together.MentionAsync("hello")).ShouldBe(200);
        await alone.UntilAsync(all => all.Count > 0, "an answer alone");
        await together.UntilAsync(all => all.Count > 0, "an answer in the group");
        (await IsSomebodyAsync(alone)).ShouldBe(true);
        (await IsSomebodyAsync(together)).ShouldBe(false);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("event")]
    [InlineData("handoff")]
    [InlineData("somethingNobodyHasThoughtOf")]
    public async Task Other_kinds_of_activity_are_acknowledged_and_change_nothing(string type)
    {
        var alice = new TeamsUser(host, "kinds");
        (await alice.DoAsync(new JsonObject { ["type"] = type, ["text"] = "delete everything" })).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_not_implemented() =>
        (await new TeamsUser(host, "invoker").DoAsync(new JsonObject { ["type"] = "invoke", ["name"] = "composeExtension/query", ["value"] = new JsonObject() })).ShouldBe(501);

    [Fact]
    public async Task A_universal_action_is_taken_as_a_press_and_answered_in_its_own_form()
    {
        var alice = new TeamsUser(host, "executor");
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        var (card, data) = await alice.ButtonAsync("Order");
        var taken = await alice.DoAsync(Execute(card, data));
        Answer(taken).ShouldBe((200, "application/vnd.microsoft.activity.message"));
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(1);

        data["entryId"] = "00000000-0000-7000-8000-000000000001";
        Answer(await alice.DoAsync(Execute(card, data))).ShouldBe((400, "application/vnd.microsoft.error"));
    }

    [Fact]
    public async Task A_button_of_somebody_elses_card_does_nothing_and_says_so()
    {
        var (alice, mallory) = (new TeamsUser(host, "owner"), new TeamsUser(host, "mallory"));
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        var (_, data) = await alice.ButtonAsync("Order");
        (await mallory.DoAsync(new JsonObject { ["text"] = null, ["value"] = data })).ShouldBe(200);
        await mallory.UntilSaidAsync("earlier conversation");
        (await mallory.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task C05_Ones_own_card_of_another_conversation_places_no_order_there_and_still_does_where_it_was_shown()
    {
        var email = host.NewEmail();
        await host.CustomerAsync(email);
        var (earlier, later) = (new TeamsUser(host, "mover"), new TeamsUser(host, "mover"));
        await LinkAsync(earlier.Id, email);
        (await earlier.SayAsync("order vps m monthly with debian 12 in frankfurt called web1")).ShouldBe(200);
        var (card, place) = await earlier.ButtonAsync("Place order for");
        (await later.SayAsync("hello")).ShouldBe(200);
        await later.UntilAsync(all => all.Count > 0, "an answer");

        (await later.DoAsync(new JsonObject { ["text"] = null, ["value"] = place.DeepClone() })).ShouldBe(200);
        await later.UntilSaidAsync("earlier conversation");
        Answer(await later.DoAsync(Execute(card, place))).ShouldBe((400, "application/vnd.microsoft.error"));
        (await later.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
        (await earlier.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
        (await OrdersAsync(email)).ShouldBe(0);

        (await earlier.DoAsync(new JsonObject { ["text"] = null, ["value"] = place })).ShouldBe(200);
        await ApiHost.EventuallyAsync(() => OrdersAsync(email), orders => orders is 1, "the order");
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused_in_words()
    {
        var alice = new TeamsUser(host, "talker");
        (await alice.SayAsync(new string('x', 100_000))).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "why it was not taken");
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_removed_the_app_is_sent_nothing_until_they_write_again()
    {
        var alice = new TeamsUser(host, "leaver");
        (await alice.SayAsync("hello")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        (await alice.DoAsync(new JsonObject { ["type"] = "installationUpdate", ["action"] = "remove" })).ShouldBe(200);
        var before = (await alice.HeardAsync()).Count;
        await PostAsync(alice, new OutgoingEntry("Your server is ready."));
        await StateAsync(alice, "Failed");
        (await alice.HeardAsync()).Count.ShouldBe(before);

        (await alice.SayAsync("hello again")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > before, "an answer again");
    }

    [Fact]
    public async Task A_read_receipt_marks_the_message_and_those_before_it_as_read_and_none_after()
    {
        var alice = new TeamsUser(host, "reader");
        (await alice.SayAsync("hello")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        foreach (var news in new[] { "First news.", "Second news." })
        {
            await PostAsync(alice, new OutgoingEntry(news));
            await alice.UntilSaidAsync(news);
        }

        var first = (await alice.HeardAsync()).Single(m => m.GetProperty("body").GetRawText().Contains("First news.", StringComparison.Ordinal)).GetProperty("id").GetString();
        await UntilStatesAsync(alice, states => states.All(s => s == "sent"));
        (await alice.DoAsync(new JsonObject
        {
            ["type"] = "event",
            ["name"] = "application/vnd.microsoft.readReceipt",
            ["text"] = null,
            ["value"] = new JsonObject { ["lastReadMessageId"] = first },
        })).ShouldBe(200);
        (await UntilStatesAsync(alice, states => states.Contains("read")))[^2..].ShouldBe(["read", "sent"]);
    }

    [Fact]
    public async Task News_come_by_themselves_and_a_progress_card_changes_in_its_place()
    {
        var alice = new TeamsUser(host, "waiting");
        (await alice.SayAsync("hello")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        await PostAsync(alice, Progress(10));
        await alice.UntilSaidAsync("10 % done");
        await PostAsync(alice, Progress(100));
        var seen = await alice.UntilSaidAsync("100 % done");
        seen.Count(m => m.GetProperty("body").GetRawText().Contains("% done", StringComparison.Ordinal)).ShouldBe(1);
        seen.Count(m => m.GetProperty("updates").GetInt32() > 0).ShouldBe(1);
    }

    [Fact]
    public async Task Answer_to_a_ticket_comes_by_itself_to_the_linked_private_chat_and_to_no_group()
    {
        var email = host.NewEmail();
        await host.CustomerAsync(email);
        var (alone, together) = (new TeamsUser(host, "ticketed"), new TeamsUser(host, "ticketed", "groupChat"));
        await LinkAsync(alone.Id, email);
        (await together.MentionAsync("hello")).ShouldBe(200);
        (await alone.SayAsync("open a ticket")).ShouldBe(200);
        await alone.UntilSaidAsync("in your own words");
        (await alone.SayAsync("The backup of my server did not run last night")).ShouldBe(200);
        await alone.UntilSaidAsync("is open");

        var ticket = await host.ScalarAsync($"SELECT t.number FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.email = '{email}'");
        var staff = await host.StaffAsync();
        (await staff.PostAsync($"tickets/{ticket}/replies", new { body = "It ran again and is complete.", asksCustomer = false })).ShouldBe(200);
        await alone.UntilSaidAsync("It ran again and is complete.");
        (await together.HeardAsync()).ShouldNotContain(m => m.GetProperty("body").GetRawText().Contains("is complete", StringComparison.Ordinal));
    }

    private static OutgoingEntry Progress(int percent) =>
        new(Card: new Card { Type = "progress", Title = "Your server", Progress = new CardProgress(percent, [new CardStep("Copy the system", percent == 100 ? "done" : "active")]) }, Key: "progress:test");

    private static JsonObject Execute(string card, JsonObject data) => new()
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["text"] = null,
        ["replyToId"] = card,
        ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = data.DeepClone() } },
    };

    private static (int Status, string? Type) Answer(TeamsReply reply)
    {
        using var json = JsonDocument.Parse(reply.ShouldBe(200).Body);
        return (json.RootElement.GetProperty("statusCode").GetInt32(), json.RootElement.GetProperty("type").GetString());
    }

    private Task<object?> OrdersAsync(string email) =>
        host.ScalarAsync($"SELECT count(*)::int FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = '{email}'");

    private Task<object?> IsSomebodyAsync(TeamsUser user) => host.ScalarAsync(
        $"SELECT c.customer_id IS NOT NULL FROM conversations c JOIN channel_threads t ON t.conversation_id = c.id WHERE t.thread_key = '{user.Conversation}'");

    private Task<object?> StateAsync(TeamsUser user, string state) => ApiHost.EventuallyAsync(
        () => host.ScalarAsync($"SELECT d.state::text FROM deliveries d JOIN channel_threads t ON t.id = d.thread_id WHERE t.thread_key = '{user.Conversation}' ORDER BY d.sequence DESC LIMIT 1"),
        seen => string.Equals(seen?.ToString(), state, StringComparison.OrdinalIgnoreCase), $"the newest delivery is {state}");

    /// <summary>Of everything sent there, oldest first.</summary>
    private async Task<string[]> UntilStatesAsync(TeamsUser user, Func<string[], bool> holds)
    {
        var states = await ApiHost.EventuallyAsync(
            () => host.ScalarAsync($"SELECT string_agg(d.state::text, ',' ORDER BY d.sequence) FROM deliveries d JOIN channel_threads t ON t.id = d.thread_id WHERE t.thread_key = '{user.Conversation}'"),
            seen => holds(Split(seen)), "the deliveries are as expected");
        return Split(states);

        static string[] Split(object? states) => states?.ToString()?.Split(',') ?? [];
    }

    private Task LinkAsync(string userId, string email) => host.InScopeAsync(new Actor.System("test"), services => services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
        async ct =>
        {
            var store = services.GetRequiredService<IStore>();
            var customer = (await store.FindAsync<EzSolutions.Domain.Accounts.Customer>(c => c.Email == email, ct))!;
            var id = services.GetRequiredService<IIdGenerator>().NewId();
            var account = new ChannelAccount("teams", "7e9a0000-7e9a-4000-8000-0000000000b2", userId);
            store.Add(ChannelIdentity.Link(id, account, customer.Id, customer.UserId, "1", host.Time.GetUtcNow()));
            return id;
        },
        CancellationToken.None));

    private Task PostAsync(TeamsUser user, OutgoingEntry entry) => host.InScopeAsync(new Actor.System("test"), services => services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
        async ct =>
        {
            var store = services.GetRequiredService<IStore>();
            var thread = (await store.FindAsync<ChannelThread>(t => t.ThreadKey == user.Conversation, ct))!;
            return await services.GetRequiredService<IConversationPoster>().PostAsync(thread.ConversationId, entry, ct);
        },
        CancellationToken.None));
}
