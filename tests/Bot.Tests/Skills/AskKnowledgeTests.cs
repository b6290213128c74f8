using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Skills;

public sealed class AskKnowledgeTests
{
    [Fact]
    public async Task Question_is_answered_with_the_best_passage_its_link_and_whether_it_helped()
    {
        var talk = new Talk();
        talk.Shop.Articles.Add(Article("use-ssh-keys", 0.9));
        talk.Shop.Articles.Add(Article("firewall", 0.4));
        await talk.Says("how do i make an ssh key", SkillNames.AskKnowledge);

        talk.Card.Text!.ShouldContain("About use-ssh-keys");
        talk.Card.Actions![0].Url.ShouldBe(new Uri("https://shop.example/help/use-ssh-keys"));
        talk.Card.Items!.Select(i => i.Title).ShouldBe(["firewall"]);

        await talk.Presses("That helped");
        talk.Shop.Ratings.ShouldBe([("use-ssh-keys", true)]);
        talk.Shop.Unanswered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_that_did_not_help_leads_to_a_ticket_with_the_question_in_it()
    {
        var talk = new Talk(signedIn: true);
        talk.Shop.Articles.Add(Article("firewall", 0.9));
        await talk.Says("how do i open port 25565", SkillNames.AskKnowledge);
        await talk.Presses("That didn't help");
        talk.Shop.Ratings.ShouldBe([("firewall", false)]);

        await talk.Presses("Open a ticket");
        talk.Shop.Mediator.SentOf<Application.Support.OpenTicket>().ShouldHaveSingleItem().Body.ShouldBe("how do i open port 25565");
    }

    [Theory]
    [InlineData(0.4, "may fit")]
    [InlineData(0.1, "don't have an answer")]
    public async Task Question_without_a_sure_answer_is_said_to_be_one_and_kept_for_staff(double confidence, string says)
    {
        var talk = new Talk();
        talk.Shop.Articles.Add(Article("firewall", confidence));
        await talk.Says("how do i mine bitcoin", SkillNames.AskKnowledge);

        talk.Answer.ShouldContain(says);
        talk.Buttons.ShouldContain("Talk to a person");
        talk.Shop.Unanswered.ShouldBe(["how do i mine bitcoin"]);
    }

    [Fact]
    public async Task Question_in_the_middle_of_an_order_is_answered_and_the_order_goes_on()
    {
        var talk = await new Talk().Says("I want a vps", SkillNames.OrderService, (SlotNames.ProductType, "vps"));
        talk.Shop.Articles.Add(Article("choose-a-plan", 0.9));
        await talk.Says("how much ram do i need", SkillNames.AskKnowledge);

        talk.Answer.ShouldContain("About choose-a-plan");
        talk.Answer.ShouldContain("Which plan");
    }

    private static FoundArticle Article(string slug, double confidence) =>
        new(slug, "en", slug, null, $"About {slug}", confidence, new Uri($"https://shop.example/help/{slug}"));
}
