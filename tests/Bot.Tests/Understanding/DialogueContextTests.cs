using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class DialogueContextTests
{
    private const string Order = SkillNames.OrderService;

    [Theory]
    [InlineData(SlotNames.RamGb, "4 gigs", "4")]
    [InlineData(SlotNames.RamGb, "8", "8")]
    [InlineData(SlotNames.RamGb, "eight please", "8")]
    [InlineData(SlotNames.DiskGb, "40 gb", "40")]
    [InlineData(SlotNames.Plan, "the medium one", "VPS M")]
    [InlineData(SlotNames.Plan, "XL", "VPS XL")]
    [InlineData(SlotNames.BillingCycle, "every year", "annual")]
    [InlineData(SlotNames.Os, "ubunto 24.04", "ubuntu-24.04")]
    [InlineData(SlotNames.Hostname, "shop2", "shop2")]
    [InlineData(SlotNames.Hostname, "www.my-new-site.com", "www.my-new-site.com")]
    public void A_short_answer_fills_what_was_asked(string slot, string text, string value)
    {
        var answer = Recognition.During(Order, slot, text);
        answer.Skill.ShouldBe(Order);
        answer.ShouldHave(slot, value);
    }

    [Fact]
    public void The_service_asked_for_is_answered_by_its_name()
    {
        var answer = Recognition.During(SkillNames.PowerService, SlotNames.Service, "web1 please");
        answer.Skill.ShouldBe(SkillNames.PowerService);
        answer.ShouldHave(SlotNames.Service, "web1.example.com");
    }

    [Theory]
    [InlineData("the second one", "2")]
    [InlineData("2", "2")]
    [InlineData("option 3", "3")]
    [InlineData("the last one", "last")]
    [InlineData("the bigger one", "bigger")]
    [InlineData("cheapest please", "cheapest")]
    public void One_of_the_offered_is_picked(string text, string choice)
    {
        var answer = Recognition.During(Order, SlotNames.Plan, text, "VPS S · 5 €", "VPS M · 10 €", "VPS L · 20 €");
        answer.Skill.ShouldBe(Order);
        answer.ShouldHave(SlotNames.Choice, choice);
    }

    [Fact]
    public void No_the_bigger_one_yearly_corrects_the_order()
    {
        var answer = Recognition.During(Order, null, "no, the bigger one, yearly");
        answer.Skill.ShouldBe(Order);
        answer.ShouldHave(SlotNames.Choice, "bigger");
        answer.ShouldHave(SlotNames.BillingCycle, "annual");
    }

    [Fact]
    public void Yes_but_with_a_change_is_no_plain_yes()
    {
        var answer = Recognition.During(Order, null, "yes but yearly");
        answer.Skill.ShouldBe(Order);
        answer.ShouldHave(SlotNames.BillingCycle, "annual");
        answer.ShouldHave(SlotNames.Affirmed, "true");
    }

    [Theory]
    [InlineData("yes", SkillNames.Affirm)]
    [InlineData("yep go ahead", SkillNames.Affirm)]
    [InlineData("sure", SkillNames.Affirm)]
    [InlineData("ok, do it", SkillNames.Affirm)]
    [InlineData("yesss!!!", SkillNames.Affirm)]
    [InlineData("👍", SkillNames.Affirm)]
    [InlineData("no", SkillNames.Deny)]
    [InlineData("nah", SkillNames.Deny)]
    [InlineData("no thanks", SkillNames.Deny)]
    [InlineData("nope, that's not it", SkillNames.Deny)]
    [InlineData("👎", SkillNames.Deny)]
    [InlineData("never mind", SkillNames.Cancel)]
    [InlineData("what did you say?", SkillNames.Repeat)]
    public void Yes_no_and_the_ways_out_are_known_during_a_request_and_outside_one(string text, string skill)
    {
        Recognition.During(Order, null, text).Skill.ShouldBe(skill);
        Recognition.First(text).Skill.ShouldBe(skill);
    }

    [Theory]
    [InlineData(SlotNames.BillingCycle, "what payment methods do you accept?", SkillNames.AskKnowledge)]
    [InlineData(SlotNames.Plan, "is web1 up?", SkillNames.ServiceStatus)]
    [InlineData(SlotNames.Plan, "actually show me my invoices", SkillNames.ListInvoices)]
    [InlineData(SlotNames.Plan, "i want to talk to a human", SkillNames.TalkToHuman)]
    public void A_question_in_the_middle_is_a_question(string slot, string text, string skill) =>
        Recognition.During(Order, slot, text).Skill.ShouldBe(skill);

    [Fact]
    public void A_description_is_taken_as_it_is_said()
    {
        var answer = Recognition.During(SkillNames.OpenTicket, SlotNames.Text, "My site shows error 500, reboot did not help");
        answer.Skill.ShouldBe(SkillNames.OpenTicket);
        answer.ShouldHave(SlotNames.Text, "My site shows error 500, reboot did not help");
    }

    [Fact]
    public void A_description_can_be_refused() =>
        Recognition.During(SkillNames.OpenTicket, SlotNames.Text, "never mind").Skill.ShouldBe(SkillNames.Cancel);

    [Fact]
    public void No_response_is_no_refusal() => Recognition.First("no response from my server").Skill.ShouldNotBe(SkillNames.Deny);

    [Fact]
    public void A_choice_without_a_request_is_not_acted_on()
    {
        var answer = Recognition.Recogniser.Recognise("the second one", Recognition.Customer with { ChoiceTexts = ["Pay", "Cancel"] }).First;
        answer.Skill.ShouldBe(SkillNames.OutOfScope);
        answer.ShouldHave(SlotNames.Choice, "2");
    }

    [Theory]
    [InlineData("wats the totl", true)]
    [InlineData("so how much is it", true)]
    [InlineData("how much will that be in all", true)]
    [InlineData("whats the total of my invoices", false)]
    [InlineData("how much is the vps l", false)]
    public void Asking_for_the_sum_of_an_order_under_way_asks_to_hear_it_again(string text, bool again) =>
        (Recognition.During(SkillNames.OrderService, null, text).Skill == SkillNames.Repeat).ShouldBe(again);
}
