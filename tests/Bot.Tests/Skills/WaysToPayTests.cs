using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Tests.Understanding;

namespace EzSolutions.Bot.Tests.Skills;

/// <summary>A question about ways to pay is answered, whoever asks; a wish to pay, or to change a card, stays one.</summary>
public sealed class WaysToPayTests
{
    [Theory]
    [InlineData("how can i pay")]
    [InlineData("how do i pay you guys")]
    [InlineData("can i use apple pay")]
    [InlineData("can i pay in cash")]
    [InlineData("what ways to pay are there")]
    [InlineData("which payment options do you have")]
    [InlineData("payment methods")]
    [InlineData("paypal?")]
    [InlineData("kann ich mit paypal zahlen")]
    public async Task Visitor_who_asks_for_ways_to_pay_is_told_without_signing_in(string says)
    {
        var talk = Asking();
        await talk.Says(says);
        talk.Answer.ShouldContain("Ways to pay | By card.");
        talk.Shop.Mediator.SentOf<SearchKnowledge>().ShouldHaveSingleItem().Text.ShouldStartWith("which ways to pay are there");
    }

    [Fact]
    public async Task Way_to_pay_asked_for_with_an_invoice_open_is_told()
    {
        var talk = Asking(signedIn: true);
        await talk.Says("can i pay my invoice with paypal");
        talk.Answer.ShouldContain("Ways to pay | By card.");
    }

    [Theory]
    [InlineData("how can i pay")]
    public async Task Customer_with_an_open_invoice_gets_the_button_that_pays_it(string says)
    {
        var talk = Asking(signedIn: true);
        await talk.Says(says);
        talk.Buttons.ShouldContain("Pay $10.00");
    }

    [Theory]
    [InlineData("can i change my credit card")]
    [InlineData("i paid with paypal, where is my receipt")]
    [InlineData("can you refund it to my visa")]
    public async Task Other_words_about_cards_are_no_question_about_ways_to_pay(string says)
    {
        var talk = Asking();
        await talk.Says(says);
        talk.Answer.ShouldNotContain("By card.");
    }

    [Fact]
    public async Task Question_beside_a_request_is_answered_first_and_the_request_goes_on()
    {
        var talk = Asking();
        await talk.Says("hey can i get a vps n pay w paypal");
        talk.Reply.Entries[0].Card!.Title.ShouldBe("Ways to pay");
        talk.Answer.ShouldContain("Which plan would you like?");
    }

    private static Talk Asking(bool signedIn = false)
    {
        var talk = new Talk(signedIn, Recognition.Recogniser);
        talk.Shop.Mediator.Otherwise = _ => Domain.Common.Error.NotFound("not_found", "There is no such thing.");
        talk.Shop.Invoices.Add(Shop.Invoice("INV-2026-000001", 1000));
        talk.Shop.Articles.Add(new FoundArticle("ways-to-pay", "en", "Ways to pay", null, "By card.", 0.9, new Uri("https://shop.example/help/ways-to-pay")));
        return talk;
    }
}
