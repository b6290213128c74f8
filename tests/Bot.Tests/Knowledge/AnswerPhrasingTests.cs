using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Knowledge;
using EzSolutions.Bot.Tests.Injection;

namespace EzSolutions.Bot.Tests.Knowledge;

public sealed class AnswerPhrasingTests
{
    private static readonly KnowledgePassage Passage = new(
        "Point a domain at your server", "Create an A record with the address of your server. Changes take up to 24 hours.", new Uri("https://shop.example/help/point-a-domain"));

    [Fact]
    public async Task An_answer_in_the_articles_words_is_given_with_our_link()
    {
        var answer = await AskAsync("Create an A record with the address of your server. Changes can take up to 24 hours.");
        answer.Phrased.ShouldBeTrue();
        answer.Links.ShouldHaveSingleItem().Address.ShouldBe(Passage.Address);
    }

    [Theory]
    [InlineData("Create an A record, see https://evil.example/dns for the address of your server.")]
    [InlineData("Create an A record at evil.example with the address of your server.")]
    [InlineData("Create an A record with the address of your server. Write to help@evil for changes.")]
    [InlineData("Create an A record with the address of your server. Changes take up to 99 hours.")]
    [InlineData("Bananas travel quietly through midnight galaxies wearing yellow raincoats.")]
    [InlineData("<b>Create</b> an A record with the address of your server.")]
    [InlineData("NO ANSWER")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Whatever_does_not_hold_up_gives_way_to_the_passage_itself(string? said)
    {
        var answer = await AskAsync(said);
        answer.Phrased.ShouldBeFalse();
        answer.Text.ShouldBe(Passage.Text);
    }

    [Fact]
    public async Task Without_a_model_or_when_it_is_not_wanted_the_passage_is_the_answer()
    {
        (await AskAsync("Create an A record with the address of your server.", phrase: false)).Phrased.ShouldBeFalse();
        (await new AnswerPhrasing([], new AmpleBudget(), Options(true)).PhraseAsync(Question("how?"), [Passage], CancellationToken.None)).Phrased.ShouldBeFalse();
    }

    [Fact]
    public async Task The_question_is_masked()
    {
        var model = new HostileModel([], "NO ANSWER");
        await new AnswerPhrasing([model], new AmpleBudget(), Options(true)).PhraseAsync(Question("my password is hunter2, how do i log in?"), [Passage], CancellationToken.None);
        model.Seen.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem().Text.ShouldNotContain("hunter2");
    }

    private static Task<PhrasedAnswer> AskAsync(string? said, bool phrase = true) =>
        new AnswerPhrasing([new HostileModel([], said)], new AmpleBudget(), Options(phrase)).PhraseAsync(Question("how do i point my domain at my server?"), [Passage], CancellationToken.None);

    private static KnowledgeQuestion Question(string text) => new(text, "visitor:test", IsCustomer: false);

    private static FixedOptions<ModelOptions> Options(bool phrase) => new(new ModelOptions { Enabled = true, PhraseAnswers = phrase });
}
