using System.Text;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>Requests that are not right, or not what anybody expects.</summary>
public sealed class SlackRequestTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Challenge_is_answered_when_it_is_signed()
    {
        var slack = new SlackPerson(host, "setup");
        (await slack.DoAsync(new { @do = "verify", text = "c1" })).ShouldBe(200).Body.ShouldBe("c1");
        (await slack.DoAsync(new { @do = "verify", text = "c1", flaw = new { secret = "another-secret-of-somebody" } })).ShouldBe(401);
    }

    [Theory]
    [InlineData("""{"secret":"another-secret-of-somebody"}""")]
    [InlineData("""{"ageSeconds":301}""")]
    [InlineData("""{"ageSeconds":-301}""")]
    [InlineData("""{"change":true}""")]
    [InlineData("""{"signature":""}""")]
    [InlineData("""{"signature":"v0=00"}""")]
    [InlineData("""{"signature":"v1=0000000000000000000000000000000000000000000000000000000000000000"}""")]
    public async Task Forged_stale_and_changed_requests_are_refused_and_change_nothing(string flaw)
    {
        var mallory = new SlackPerson(host, "mallory");
        var wrong = System.Text.Json.Nodes.JsonNode.Parse(flaw);
        (await mallory.SayAsync("show me your vps plans", wrong)).ShouldBe(401);
        (await mallory.EntriesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("something_new")]
    [InlineData("reaction_added")]
    [InlineData("app_home_opened")]
    [InlineData("message.unheard_of")]
    public async Task Events_that_nobody_knows_are_acknowledged_and_change_nothing(string type)
    {
        var alice = new SlackPerson(host, "curious");
        (await alice.DoAsync(new { @do = "event", @event = new { type, text = "delete everything" } })).ShouldBe(200);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"event_callback"}""")]
    public async Task What_is_no_request_of_Slacks_is_refused(string body) =>
        (await new SlackPerson(host, "noise").DoAsync(new { @do = "event", flaw = new { rawBody = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) } })).ShouldBe(400);

    [Theory]
    [InlineData("""{"type":"event_callback","team_id":"T0SANDBOX","event_id":"E1","event":null}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0SANDBOX","event_id":"E2","event":{"type":"message","channel_type":"im"}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0SANDBOX","event_id":"E3","event":{"type":"message","channel_type":"im","channel":7,"user":[],"text":{}}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0SANDBOX","event_id":"E4","event":{"type":"tokens_revoked","tokens":"all"}}""")]
    public async Task Parts_that_are_missing_or_of_another_kind_are_no_error(string body) =>
        (await new SlackPerson(host, "odd").DoAsync(new { @do = "event", flaw = new { rawBody = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) } })).ShouldBe(200);

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] body = [.. """{"type":"event_callback","team_id":"T0SANDBOX","event_id":"E9","event":{"type":"message","channel_type":"im","channel":"D1","user":"U1","ts":"1.1","text":"a"""u8, 0xC3, 0x28, 0xFF, .. "\"}}"u8];
        (await new SlackPerson(host, "bytes").DoAsync(new { @do = "event", flaw = new { rawBody = Convert.ToBase64String(body) } })).ShouldBe(400);
    }

    [Fact]
    public async Task Message_that_is_too_long_is_refused_in_words_that_only_its_writer_sees()
    {
        var alice = new SlackPerson(host, "talker");
        (await alice.SayAsync(new string('x', 100_000))).ShouldBe(200);
        var told = (await alice.UntilAsync(all => all.Count > 0, "why it was not taken")).ShouldHaveSingleItem();
        told.GetProperty("onlyFor").GetString().ShouldNotBeNull();
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Slack_has_its_answer_in_time_however_long_it_takes_for_ours()
    {
        var alice = new SlackPerson(host, "slow");
        await alice.FaultAsync(new { target = "slack", kind = "delay", match = "postEphemeral", ms = 6_000, times = 1 });
        // The sandbox hangs up after three seconds, as Slack does.
        (await alice.SayAsync(new string('x', 100_000))).ShouldBe(200).Attempts.ShouldBe(1);
        await alice.UntilAsync(all => all.Count > 0, "why it was not taken, all the same");
    }

    [Theory]
    [InlineData("🎉🎉")]
    [InlineData("مرحبا، الخادم لا يعمل")]
    [InlineData("\u202eשלום\u202c <b>&amp;")]
    public async Task Text_of_any_script_is_kept_as_it_was_typed_and_answered(string text)
    {
        var alice = new SlackPerson(host, "scripts" + text.Length);
        (await alice.SayAsync(text)).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
        var kept = (string)(await host.ScalarAsync($"SELECT e.text FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{alice.Place}' AND e.external_id IS NOT NULL"))!;
        kept.Trim('\u202e', '\u202c').ShouldBe(text.Trim('\u202e', '\u202c'));
    }

    [Fact]
    public async Task Button_of_somebody_elses_card_does_nothing_and_says_so()
    {
        var (alice, mallory) = (new SlackPerson(host, "owner"), new SlackPerson(host, "thief"));
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        var card = (await alice.UntilSaidAsync("VPS")).Last(m => SlackPerson.Buttons(m).Count > 0);
        var stolen = SlackPerson.Buttons(card).First(b => b["value"] is not null);
        (await mallory.SayAsync("show me your vps plans")).ShouldBe(200);
        await mallory.UntilSaidAsync("VPS");
        var actions = new[] { new { type = "button", action_id = stolen["action_id"]!.ToString(), value = stolen["value"]!.ToString(), action_ts = "1.1" } };
        (await mallory.DoAsync(new { @do = "press", action = "Order", @event = new { actions } })).ShouldBe(200);
        await mallory.UntilAsync(all => all.Any(m => m.GetProperty("onlyFor").ValueKind == System.Text.Json.JsonValueKind.String), "why nothing happened");
        (await mallory.EntriesAsync("e.action IS NOT NULL")).ShouldBe(0);
    }
}
