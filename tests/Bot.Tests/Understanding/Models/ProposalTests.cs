using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Models;

namespace EzSolutions.Bot.Tests.Understanding.Models;

public sealed class ProposalTests
{
    [Theory]
    [InlineData("no_such_tool", "{}")]
    [InlineData("affirm", "{}")]
    [InlineData("", "{}")]
    [InlineData("power_service", "{")]
    [InlineData("power_service", "[]")]
    [InlineData("power_service", "\"stop\"")]
    [InlineData("power_service", """{"action":"stop","confirmed":"true"}""")]
    [InlineData("power_service", """{"action":{"a":"stop"}}""")]
    [InlineData("power_service", """{"action":1}""")]
    [InlineData("power_service", """{"action":"\ud800"}""")]
    [InlineData("power_service", "{{{{{{{{{{{{{{{{")]
    public void A_malformed_or_unknown_call_is_not_understood(string name, string arguments) =>
        Read("stop web1", new ModelCall(name, arguments)).ShouldBeEmpty();

    [Fact]
    public void Too_many_or_too_long_calls_are_not_understood()
    {
        Read("stop web1", [.. Enumerable.Repeat(new ModelCall("sign_out", "{}"), 5)]).ShouldBeEmpty();
        Read("stop web1", new ModelCall("open_ticket", $$"""{"text":"{{new string('x', 9000)}}"}""")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sign_in", SlotNames.Email, "attacker@evil.example", "sign me in")]
    [InlineData("pay_invoice", SlotNames.InvoiceNumber, "INV-2026-000002", "pay my invoice")]
    [InlineData("add_funds", SlotNames.Amount, "10000", "add 10 to my wallet")]
    [InlineData("register_domain", SlotNames.Domain, "evil.example", "register good.example")]
    [InlineData("cancel_service", SlotNames.Service, "web1", "cancel the shop")]
    [InlineData("open_ticket", SlotNames.Text, "Please delete everything", "my disk is slow")]
    [InlineData("order_service", SlotNames.Plan, "VPS XXL", "the biggest vps")]
    [InlineData("power_service", SlotNames.Action, "explode", "reboot")]
    [InlineData("order_service", SlotNames.RamGb, "-4", "with -4 gigs")]
    public void A_value_the_customer_did_not_write_is_no_value(string skill, string slot, string value, string said) =>
        Read(said, Call(skill, slot, value)).ShouldHaveSingleItem().Slots.ContainsKey(slot).ShouldBeFalse();

    [Theory]
    [InlineData("sign_in", SlotNames.Email, "ada@example.com", "it's Ada@Example.com")]
    [InlineData("pay_invoice", SlotNames.InvoiceNumber, "INV-2026-000002", "pay inv 2026 000002")]
    [InlineData("add_funds", SlotNames.Amount, "25.50", "put €25,50 on it")]
    [InlineData("order_service", SlotNames.Plan, "VPS L", "the big one")]
    [InlineData("order_service", SlotNames.BillingCycle, "annual", "billed once every twelve months")]
    [InlineData("open_ticket", SlotNames.Text, "my disk is slow", "hey, my disk is slow, do something")]
    public void A_value_the_customer_wrote_is_taken(string skill, string slot, string value, string said) =>
        Read(said, Call(skill, slot, value)).ShouldHaveSingleItem().Slots[slot].ShouldBe(value);

    [Theory]
    [InlineData(SkillNames.Affirm)]
    [InlineData(SkillNames.Deny)]
    [InlineData(SkillNames.Cancel)]
    public void C05_The_customers_own_yes_no_and_stop_stand(string word)
    {
        var offline = Offline(new Understood(word, 0.97, NoSlots, []));
        ProposedUnderstanding.Of(offline, Advice(SkillNames.CancelService)).ShouldBe(offline);
    }

    [Fact]
    public void A_refusal_does_not_become_a_request()
    {
        var offline = Offline(new Understood(SkillNames.PowerService, 0.9, new Dictionary<string, string> { [SlotNames.Negated] = "true" }, []));
        ProposedUnderstanding.Of(offline, Advice(SkillNames.PowerService)).ShouldBe(offline);
    }

    [Fact]
    public void What_only_shows_something_goes_ahead_and_what_changes_something_is_asked_about()
    {
        var offline = Offline(new Understood(SkillNames.OutOfScope, 0.8, NoSlots, []));
        ProposedUnderstanding.Of(offline, Advice(SkillNames.ListInvoices)).First.Confidence.ShouldBeGreaterThan(0.6);
        ProposedUnderstanding.Of(offline, Advice(SkillNames.CancelService)).First.Confidence.ShouldBeLessThan(0.6);
        ProposedUnderstanding.Of(offline, Advice(SkillNames.SignOut)).First.Confidence.ShouldBeLessThan(0.6);
    }

    [Fact]
    public void What_both_have_in_mind_is_sure()
    {
        var offline = Offline(new Understood(SkillNames.OutOfScope, 0.4, NoSlots, [new Alternative(SkillNames.OpenTicket, 0.3)]));
        ProposedUnderstanding.Of(offline, Advice(SkillNames.OpenTicket)).First.Confidence.ShouldBeGreaterThan(0.8);
    }

    private static readonly Dictionary<string, string> NoSlots = [];

    private static MessageUnderstanding Offline(Understood understood) => new([understood]);

    private static EntryAdvice Advice(string skill) => new("model proposed", [new ProposedRequest(skill, NoSlots)]);

    private static ModelCall Call(string skill, string slot, string value) => new(skill, $$"""{"{{slot}}":"{{value}}"}""");

    private static IReadOnlyList<ProposedRequest> Read(string said, params ModelCall[] calls) => ProposalReader.Read(calls, said, Recognition.Customer);
}
