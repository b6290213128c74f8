using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>What people do in Slack, over real HTTP, and what they see of it.</summary>
public sealed class SlackConversationTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Plans_are_shown_as_blocks_whose_button_goes_on_with_the_order()
    {
        var alice = new SlackPerson(host, "buyer");
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        (await alice.PressAsync("Order")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count >= 2, "an answer to the button");
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task C01_Event_that_is_sent_again_is_answered_once()
    {
        var alice = new SlackPerson(host, "repeated");
        (await alice.SayAsync("help", new { times = 3 })).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        await alice.UntilSaidAsync("VPS");
        (await alice.EntriesAsync("e.external_id IS NOT NULL")).ShouldBe(2);
    }

    [Fact]
    public async Task C01_Event_whose_acknowledgement_got_lost_is_sent_again_by_Slack_and_taken_once()
    {
        var alice = new SlackPerson(host, "unheard");
        await alice.FaultAsync(new { target = "slack", kind = "lost_response", match = "EVENT message", times = 2 });
        (await alice.SayAsync("help")).ShouldBe(200).Attempts.ShouldBe(3);
        (await alice.EntriesAsync("e.external_id IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task Mention_in_a_channel_is_answered_in_its_thread_and_what_follows_stays_there()
    {
        var alice = new SlackPerson(host, "mentioner", "room");
        var first = (await alice.MentionAsync("help")).ShouldBe(200);
        alice.Thread = first.Ts;
        await alice.UntilAsync(all => all.Count > 0, "an answer in the thread");
        (await alice.MentionAsync("show me your vps plans")).ShouldBe(200);
        (await alice.UntilSaidAsync("VPS")).ShouldAllBe(m => m.GetProperty("thread").GetString() == first.Ts);
        (await host.ScalarAsync($"SELECT e.text FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Place}/{first.Ts}' AND e.external_id IS NOT NULL ORDER BY e.sequence LIMIT 1"))
            .ShouldBe("help");
    }

    [Fact]
    public async Task What_is_said_in_a_channel_without_a_mention_is_not_ours()
    {
        var alice = new SlackPerson(host, "chatter", "lunch");
        (await alice.SayAsync("what do you all think about pizza")).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Thread_in_the_direct_messages_is_a_conversation_of_its_own_and_is_answered_there()
    {
        var alice = new SlackPerson(host, "threader");
        var first = (await alice.SayAsync("help")).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        var threaded = new SlackPerson(host, "threader") { Thread = first.Ts };
        (await threaded.SayAsync("show me your vps plans")).ShouldBe(200);
        await threaded.UntilSaidAsync("VPS");
        (await alice.HeardAsync()).Where(m => SlackPerson.Words(m).Contains("VPS M", StringComparison.Ordinal)).ShouldAllBe(m => m.GetProperty("thread").GetString() == first.Ts);
    }

    [Fact]
    public async Task Bots_edits_and_people_of_other_organisations_are_not_answered()
    {
        var alice = new SlackPerson(host, "quiet");
        (await alice.DoAsync(new { text = "hi", @event = new { bot_id = "B1" } })).ShouldBe(200);
        (await alice.DoAsync(new { text = "hi", @event = new { subtype = "message_changed" } })).ShouldBe(200);
        (await alice.DoAsync(new { text = "hi", @event = new { hidden = true } })).ShouldBe(200);
        (await alice.DoAsync(new { text = "hi", home = "T0STRANGE" })).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(0);
        (await alice.HeardAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_linked_speaks_for_themselves_in_direct_messages_and_for_nobody_where_others_read_along()
    {
        var email = host.NewEmail();
        var (alone, together) = (new SlackPerson(host, "linked"), new SlackPerson(host, "linked", "team"));
        (await alone.SayAsync("show my invoices")).ShouldBe(200);
        await alone.LinkAsync(email);
        (await alone.SayAsync("show my invoices")).ShouldBe(200);
        await alone.UntilSaidAsync("no invoices yet");

        var asked = (await together.MentionAsync("show my invoices")).ShouldBe(200);
        together.Thread = asked.Ts;
        await together.UntilSaidAsync("private chat");
        (await together.HeardAsync()).ShouldAllBe(m => !SlackPerson.Words(m).Contains("invoices yet", StringComparison.Ordinal) && !SlackPerson.Words(m).Contains(email, StringComparison.Ordinal));
        (await host.ScalarAsync($"SELECT count(*)::int FROM conversations c JOIN channel_threads t ON t.conversation_id = c.id WHERE t.thread_key LIKE '{together.Place}%' AND c.customer_id IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task Answer_to_a_ticket_comes_by_itself_to_the_linked_direct_messages()
    {
        var (alice, email) = (new SlackPerson(host, "ticketed"), host.NewEmail());
        (await alice.SayAsync("show my invoices")).ShouldBe(200);
        await alice.LinkAsync(email);
        await alice.UntilSaidAsync("no invoices yet");
        (await alice.SayAsync("open a ticket")).ShouldBe(200);
        await alice.UntilSaidAsync("in your own words");
        (await alice.SayAsync("The backup of my server did not run last night")).ShouldBe(200);
        await alice.UntilSaidAsync("is open");

        var ticket = await host.ScalarAsync($"SELECT t.number FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.email = '{email}'");
        (await (await host.StaffAsync()).PostAsync($"tickets/{ticket}/replies", new { body = "It ran again and is complete.", asksCustomer = false })).ShouldBe(200);
        await alice.UntilSaidAsync("It ran again and is complete.");
    }

    [Fact]
    public async Task C05_Ones_own_card_of_another_conversation_places_no_order_there_and_still_does_where_it_was_shown()
    {
        var (earlier, later, email) = (new SlackPerson(host, "mover"), new SlackPerson(host, "mover"), host.NewEmail());
        var first = (await earlier.SayAsync("show my invoices")).ShouldBe(200);
        await earlier.LinkAsync(email);
        later.Thread = first.Ts;
        (await later.SayAsync("help")).ShouldBe(200);
        (await earlier.SayAsync("order vps m monthly with debian 12 in frankfurt called web1")).ShouldBe(200);
        static JsonObject? Placing(JsonElement message) => SlackPerson.Buttons(message).Find(b => SlackPerson.Label(b).StartsWith("Place order for", StringComparison.Ordinal));
        var summary = (await earlier.UntilAsync(all => all.Any(m => Placing(m) is not null), "a summary")).Last(m => Placing(m) is not null);
        var (label, shown) = (SlackPerson.Label(Placing(summary)!), summary.GetProperty("ts").GetString());

        var moved = new { container = new { type = "message", message_ts = shown, channel_id = earlier.Place, thread_ts = later.Thread } };
        (await later.DoAsync(new { @do = "press", action = label, message = shown, @event = moved })).ShouldBe(200);
        await later.UntilSaidAsync("earlier conversation");
        (await earlier.EntriesAsync("e.action->>'actionId' LIKE 'confirm:%'")).ShouldBe(0, "In neither of them.");
        (await OrdersAsync(email)).ShouldBe(0);

        (await earlier.PressAsync(label)).ShouldBe(200);
        await ApiHost.EventuallyAsync(() => OrdersAsync(email), orders => orders is 1, "the order");
    }

    [Fact]
    public async Task Addresses_that_Slack_marks_up_arrive_as_they_were_typed()
    {
        var alice = new SlackPerson(host, "typist");
        (await alice.SayAsync("mail anna@example.com about web1.example.com <b> & http://shop.example/x")).ShouldBe(200);
        (await host.ScalarAsync($"SELECT e.text FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Place}' AND e.external_id IS NOT NULL"))
            .ShouldBe("mail anna@example.com about web1.example.com <b> & http://shop.example/x");
    }

    private Task<object?> OrdersAsync(string email) =>
        host.ScalarAsync($"SELECT count(*)::int FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = '{email}'");
}
