using EzSolutions.Application.Support;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>What keeps a conversation short: defaults instead of questions, places by any name, no question asked for ever, a person at any time.</summary>
public sealed class PatientCustomerTests
{
    private static readonly Lazy<EzSolutions.Bot.Understanding.Recogniser> Real = new(() => new(TrainedModel.Load()));

    [Theory]
    [InlineData("germany", "frankfurt")]
    [InlineData("EU", "frankfurt")]
    [InlineData("in europe please", "frankfurt")]
    [InlineData("us", "new-york")]
    [InlineData("U.S.A.", "new-york")]
    [InlineData("the states", "new-york")]
    [InlineData("india", "mumbai")]
    [InlineData("new york", "new-york")]
    public void Place_finds_the_region_that_is_nearest(string said, string region)
    {
        var place = Geography.Find(said);
        place.ShouldNotBeNull();
        Geography.Match(place, ["frankfurt", "new-york", "mumbai"]).ShouldBe(region);
    }

    [Theory]
    [InlineData("mars")]
    [InlineData("is it fast?")]
    [InlineData("what do you mean by that in the first place please tell us")]
    public void Other_words_are_no_place(string said) => Geography.Find(said).ShouldBeNull();

    [Theory]
    [InlineData("I want to talk to a human")]
    [InlineData("human")]
    [InlineData("can i speak to a person please")]
    public async Task Person_is_called_at_once_whatever_was_asked(string said)
    {
        var talk = new Talk(signedIn: true, Real.Value);
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Says("reboot web1");
        await talk.Says("open a ticket");
        await talk.Says(said);
        talk.Reply.Handoff.ShouldNotBeNull();
        talk.Answer.ShouldNotContain("Back to");
        talk.Shop.Mediator.SentOf<OpenTicket>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("my disk feels slow since yesterday, open a ticket", "my disk feels slow since yesterday")]
    [InlineData("the server is really slow, can you raise a ticket please", "the server is really slow")]
    [InlineData("open a ticket: i cant reach my database", "i cant reach my database")]
    public async Task Problem_told_with_the_wish_for_a_ticket_is_not_asked_for_again(string said, string body)
    {
        var talk = new Talk(signedIn: true, Real.Value);
        await talk.Says(said);
        talk.Shop.Mediator.SentOf<OpenTicket>().ShouldHaveSingleItem().Body.ShouldBe(body);
    }

    [Fact]
    public async Task Same_question_is_not_asked_for_ever()
    {
        var talk = new Talk(signedIn: true, Real.Value);
        await talk.Says("order vps m monthly");
        await talk.Presses("Another system");
        talk.Answer.ShouldContain("operating system");
        for (var i = 0; i < 3; i++)
        {
            await talk.Says("beos");
        }

        talk.Answer.ShouldContain("Let's go with Debian 12");
        talk.Card.Type.ShouldBe("order_summary");
    }

    [Theory]
    [InlineData("yes", "How would you like to pay for VPS S?")]
    [InlineData("order that one", "How would you like to pay for VPS S?")]
    [InlineData("monthly pls", "VPS S")]
    public async Task Plan_just_looked_at_is_the_one_meant(string said, string hears)
    {
        var talk = new Talk(signedIn: true, Real.Value);
        await talk.Says("whats the cheapest vps");
        talk.Answer.ShouldContain("VPS S");
        talk.Answer.ShouldNotContain("VPS M");
        await talk.Says(said);
        talk.Answer.ShouldContain(hears);
        talk.Answer.ShouldNotContain("Which");
    }

    [Theory]
    [InlineData("different os please", "operating system")]
    [InlineData("can i change the name", "What should the server be called?")]
    [InlineData("another plan", "Which plan")]
    public async Task Wish_for_something_else_asks_the_question_again(string said, string asks)
    {
        var talk = new Talk(signedIn: true, Real.Value);
        await talk.Says("order vps m monthly");
        talk.Card.Type.ShouldBe("order_summary");
        await talk.Says(said);
        talk.Answer.ShouldContain(asks);
    }

    [Fact]
    public async Task Change_while_signing_in_keeps_the_address_that_was_given()
    {
        var talk = new Talk(recogniser: Real.Value);
        await talk.Says("order vps m monthly");
        await talk.Says("ada@example.com");
        talk.Answer.ShouldContain("6-digit code");
        await talk.Says("ubuntu");
        talk.Answer.ShouldContain("the code I sent to ada@example.com");
        await talk.Says("123456");
        talk.Answer.ShouldContain("System: Ubuntu 24.04");
    }
}
