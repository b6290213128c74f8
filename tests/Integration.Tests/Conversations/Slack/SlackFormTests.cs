using System.Text.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>Cards with fields: modals, what is wrong in them, and what comes of them.</summary>
public sealed class SlackFormTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Field_that_must_be_filled_in_stands_in_a_modal_which_says_what_is_wrong_and_closes_when_it_is_right()
    {
        var alice = await MeetAsync("filler");
        await alice.PostAsync(new OutgoingEntry(Card: Form));
        (await alice.PressAsync("Send it")).ShouldBe(200);
        var modal = await alice.ModalAsync();
        modal.GetProperty("body").GetProperty("title").GetProperty("text").GetString().ShouldBe("Your address");

        (await alice.SubmitAsync(new { mail = "not an address" }, unchecked_: true)).ShouldBe(200);
        (await alice.ModalAsync()).GetProperty("errors").GetProperty("mail").GetString().ShouldNotBeNullOrEmpty();
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);

        (await alice.SubmitAsync(new { mail = "anna@example.com", evil = "more" })).ShouldBe(200);
        (await OpenAsync(modal)).ShouldBeFalse();
        (await host.ScalarAsync($"SELECT e.action->'values'->>'mail' FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Place}' AND e.action IS NOT NULL"))
            .ShouldBe("anna@example.com");
    }

    [Fact]
    public async Task Where_no_field_must_be_filled_in_buttons_work_at_once_and_one_more_leads_to_the_fields()
    {
        var alice = await MeetAsync("rater");
        await alice.PostAsync(new OutgoingEntry(Card: Rating));
        (await alice.PressAsync("Anything to add?")).ShouldBe(200);
        await alice.ModalAsync();
        (await alice.SubmitAsync(new { _choice = "rate:5", comment = "well done" })).ShouldBe(200);
        (await host.ScalarAsync($"SELECT (e.action->>'actionId') || ' ' || (e.action->'values'->>'comment') FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Place}' AND e.action IS NOT NULL"))
            .ShouldBe("rate:5 well done");
        (await alice.PressAsync("Good")).ShouldBe(200);
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(2);
    }

    [Fact]
    public async Task C01_Modal_that_is_sent_twice_is_taken_in_once()
    {
        var alice = await MeetAsync("doubler");
        await alice.PostAsync(new OutgoingEntry(Card: Form));
        (await alice.PressAsync("Send it")).ShouldBe(200);
        var modal = await alice.ModalAsync();
        var view = new { id = modal.GetProperty("id").GetString(), callback_id = "form", private_metadata = modal.GetProperty("body").GetProperty("private_metadata").GetString(), state = new { values = new { mail = new { v = new { type = "email_text_input", value = "a@example.com" } } } } };
        (await alice.DoAsync(new { @do = "submit", values = new { mail = "a@example.com" }, @event = new { view } })).ShouldBe(200);
        await alice.PressAsync("Send it");
        await alice.ModalAsync();
        (await alice.DoAsync(new { @do = "submit", values = new { mail = "b@example.com" }, @event = new { view } })).ShouldBe(200);
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task Faults_in_a_modal_are_told_in_the_conversations_language()
    {
        var alice = await MeetAsync("german");
        await alice.SayAsync("Guten Tag, ich möchte bitte wissen, welche Server Sie anbieten");
        await alice.UntilSaidAsync("Virtuelle Server");
        await alice.PostAsync(new OutgoingEntry(Card: Form));
        (await alice.PressAsync("Send it")).ShouldBe(200);
        await alice.ModalAsync();
        (await alice.SubmitAsync(new { mail = "kein" }, unchecked_: true)).ShouldBe(200).Body.ShouldContain("Bitte geben Sie eine E-Mail-Adresse ein");
    }

    [Fact]
    public async Task Modal_of_another_persons_card_does_nothing_and_says_so()
    {
        var (alice, mallory) = (await MeetAsync("victim"), await MeetAsync("taker"));
        await alice.PostAsync(new OutgoingEntry(Card: Form));
        await mallory.PostAsync(new OutgoingEntry(Card: Form));
        (await alice.PressAsync("Send it")).ShouldBe(200);
        var stolen = (await alice.ModalAsync()).GetProperty("body").GetProperty("private_metadata").GetString();
        await alice.DoAsync(new { @do = "close" });
        (await mallory.PressAsync("Send it")).ShouldBe(200);
        await mallory.ModalAsync();
        var view = new { id = "V1", callback_id = "form", private_metadata = stolen, state = new { values = new { mail = new { v = new { value = "m@example.com" } } } } };
        (await mallory.DoAsync(new { @do = "submit", values = new { mail = "m@example.com" }, @event = new { view } })).ShouldBe(200).Body.ShouldContain("earlier conversation");
        (await alice.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
        (await mallory.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task Modal_that_Slack_does_not_open_any_more_is_told_to_whoever_pressed()
    {
        var alice = await MeetAsync("latecomer");
        await alice.PostAsync(new OutgoingEntry(Card: Form));
        await alice.UntilSaidAsync("Your address");
        await alice.FaultAsync(new { target = "slack", kind = "error", match = "views.open", status = 200, message = "expired_trigger_id", times = 1 });
        (await alice.PressAsync("Send it")).ShouldBe(200);
        await alice.UntilSaidAsync("took too long");
    }

    [Theory]
    [InlineData("ez_plans", "VPS")]
    [InlineData("ez_ticket", "Link my account")]
    public async Task Shortcut_is_answered_in_the_direct_messages(string callback, string answer)
    {
        var alice = new SlackPerson(host, "shortcutter" + callback.Length);
        (await alice.DoAsync(new { @do = "shortcut", callback = "somebody_elses" })).ShouldBe(200);
        (await alice.DoAsync(new { @do = "shortcut", callback })).ShouldBe(200);
        await alice.UntilSaidAsync(answer);
    }

    private static Card Form => new()
    {
        Type = "form",
        Title = "Your address",
        Text = "Where should we write to?",
        Inputs = [new CardInput("mail", "E-mail", "email")],
        Actions = [new CardAction("send", "Send it", "primary"), new CardAction("later", "Later")],
    };

    private static Card Rating => new()
    {
        Type = "rating",
        Title = "How was our help?",
        Inputs = [new CardInput("comment", "Anything to add?", "text", Required: false)],
        Actions = [new CardAction("rate:1", "Bad"), new CardAction("rate:5", "Good")],
    };

    private async Task<SlackPerson> MeetAsync(string name)
    {
        var person = new SlackPerson(host, name);
        (await person.SayAsync("hello")).ShouldBe(200);
        await person.UntilAsync(all => all.Count > 0, "an answer");
        return person;
    }

    private async Task<bool> OpenAsync(JsonElement modal) =>
        (await host.Outside.GetStringAsync("slack/_views")).Contains(modal.GetProperty("id").GetString()!, StringComparison.Ordinal);
}
