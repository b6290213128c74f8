using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Tests.Understanding;

namespace EzSolutions.Bot.Tests.Skills;

/// <summary>A question about how refunds work is answered, whoever asks and whatever was paid; a wish for one stays a wish.</summary>
public sealed class RefundRulesTests
{
    [Theory]
    [InlineData("how do refunds work?")]
    [InlineData("hi, how do refunds work here")]
    [InlineData("what is your refund policy")]
    [InlineData("how long does a refund take")]
    [InlineData("when are refunds given")]
    [InlineData("do you give refunds")]
    [InlineData("is there a money back guarantee")]
    public async Task Customer_who_asks_how_refunds_work_is_told(string says)
    {
        var talk = Asking();
        await talk.Says(says);
        talk.Answer.ShouldContain("Money back | A colleague decides.");
        talk.Answer.ShouldNotContain("Nothing has been paid");
    }

    [Theory]
    [InlineData("i want a refund")]
    [InlineData("how do i get a refund")]
    [InlineData("how can i get my money back")]
    [InlineData("how about a refund")]
    [InlineData("where is my refund")]
    public async Task Wish_for_a_refund_is_no_question_about_refunds(string says)
    {
        var talk = Asking();
        await talk.Says(says);
        talk.Answer.ShouldNotContain("A colleague decides.");
    }

    private static Talk Asking()
    {
        var talk = new Talk(signedIn: true, Recognition.Recogniser);
        talk.Shop.Mediator.Otherwise = _ => Domain.Common.Error.NotFound("not_found", "There is no such thing.");
        talk.Shop.Articles.Add(new FoundArticle("refunds-and-cancelling", "en", "Money back", null, "A colleague decides.", 0.9, new Uri("https://shop.example/help/refunds-and-cancelling")));
        return talk;
    }
}
