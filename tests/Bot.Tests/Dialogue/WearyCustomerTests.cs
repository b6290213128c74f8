using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Tests.Understanding;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>Half-sentences in the middle of things, as people wrote them to the program. With the real recogniser.</summary>
public sealed class WearyCustomerTests
{
    [Theory]
    [InlineData("no the bigger one", "Plan: VPS L")]
    [InlineData("the cheapest", "Plan: VPS S")]
    public async Task Change_of_mind_while_an_address_is_asked_for_is_made_to_the_order(string says, string summary)
    {
        var talk = new Talk(recogniser: Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says(says);
        await talk.Says("ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain(summary);
    }

    [Fact]
    public async Task Coupon_named_with_the_order_is_in_its_first_summary()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps s monthly pls n apply coupon WELCOME");
        await talk.Says("yes");
        talk.Shop.Placed.ShouldHaveSingleItem().Coupon.ShouldBe("WELCOME");
    }

    [Fact]
    public async Task Price_by_the_year_is_told_and_not_taken_for_the_answer()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m");
        await talk.Says("how much is it per yr");
        talk.Reply.Entries[0].Text.ShouldBe("Yearly, $100.00 (save 16%)");
        talk.Answer.ShouldContain("How would you like to pay for VPS M?");
        await talk.Says("ok yearly");
        talk.Answer.ShouldContain("Billing: yearly");
    }

    [Theory]
    [InlineData("its too expensive", "Plan: VPS S")]
    [InlineData("do you have something cheaper", "Plan: VPS S")]
    public async Task Too_dear_at_the_summary_makes_it_the_smaller_plan(string says, string summary)
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps m monthly");
        await talk.Says(says);
        talk.Answer.ShouldContain(summary);
        await talk.Says("still too expensive");
        talk.Answer.ShouldContain("VPS S is already the smallest one we have.");
    }

    [Theory]
    [InlineData("??")]
    [InlineData("😀")]
    [InlineData("...")]
    public async Task Signs_and_pictures_alone_are_not_beyond_us_but_not_understood(string says)
    {
        var talk = await new Talk(recogniser: Recognition.Recogniser).Says(says);
        talk.Answer.ShouldContain("didn't quite get that");
        talk.Buttons.ShouldContain("Talk to a person");
    }

    [Fact]
    public async Task Thumb_up_confirms_as_ever()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        await talk.Says("order vps s monthly");
        await talk.Says("👍");
        talk.Shop.Placed.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_to_a_choice_leaves_it_or_offers_to_change_what_led_there()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.AddRange([Shop.Service("web1"), Shop.Service("web2")]);
        await talk.Says("reboot my server");
        await talk.Says("no");
        talk.Answer.ShouldContain("we'll leave it there");

        await talk.Says("order vps m");
        await talk.Says("no");
        talk.Buttons.ShouldBe(["Another plan", "Leave it"]);
    }

    [Fact]
    public async Task Sizes_wished_for_by_a_visitor_are_looked_up_without_signing_in()
    {
        var talk = await new Talk(recogniser: Recognition.Recogniser).Says("i want 8gb ram n 4 cores");
        talk.Answer.ShouldContain("VPS L");
        talk.Answer.ShouldNotContain("e-mail");
    }

    [Fact]
    public async Task System_nobody_sells_is_said_to_be_none_of_ours()
    {
        var talk = await new Talk(recogniser: Recognition.Recogniser).Says("do u have a vps with windows");
        talk.Answer.ShouldContain("We don't have that one ready. You can have Debian 12");
    }

    [Fact]
    public async Task Next_bigger_plan_is_offered_at_once()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says("upgrade to the next bigger one");
        talk.Answer.ShouldContain("Change web1 to VPS L?");
    }

    [Fact]
    public async Task Small_words_of_a_chat_are_not_looked_up()
    {
        var talk = await new Talk(recogniser: Recognition.Recogniser).Says("hmm actually whats ur refund policy");
        talk.Shop.Mediator.SentOf<SearchKnowledge>().ShouldHaveSingleItem().Text.ShouldBe("refund policy");
    }
}
