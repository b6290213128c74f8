using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Knowledge;
using EzSolutions.Bot.Tests.Injection;

namespace EzSolutions.Bot.Tests.Knowledge;

public sealed class AnswerPhrasingTests
{
    private static readonly KnowledgePassage Passage = new(
        "Point a domain at your server",
        "Create an A record with the address of your server, such as 192.0.2.10. Changes take up to 24 hours. A second address costs 2.00 EUR. Test it at dns.example.org.");

    [Theory]
    [InlineData("Create an A record with the address of your server. Changes can take up to 24 hours.")]
    [InlineData("A second address costs 2.00 EUR.")]
    [InlineData("Test changes at dns.example.org.")]
    public async Task An_answer_in_the_articles_words_is_given(string said) => (await AskAsync(said)).Text.ShouldBe(said);

    [Theory]
    [InlineData("Create an A record, see https://evil.example/dns for the address of your server.")]
    [InlineData("Create an A record at evil.example with the address of your server.")]
    [InlineData("Create an A record, test it at dns.example.org.evil.example with the address of your server.")]
    [InlineData("Create an A record, test it at dns.example.org/login with the address of your server.")]
    [InlineData("Create an A record at evil[dot]example with the address of your server.")]
    [InlineData("Create an A record with the address of your server. Write to help@evil for changes.")]
    [InlineData("Create an A record with the address of your server. Changes take up to 99 hours.")]
    [InlineData("Create an A record with the address of your server. Changes cost 24 EUR.")]
    [InlineData("A second address costs 2 EUR.")]
    [InlineData("A second address of your server costs $2.00.")]
    [InlineData("A second address of your server is free.")]
    [InlineData("Changes take up to three hours.")]
    [InlineData("Changes of the address are refunded.")]
    [InlineData("Änderungen am A record server sind kostenlos.")]
    [InlineData("Bananas travel quietly through midnight galaxies wearing yellow raincoats.")]
    [InlineData("<b>Create</b> an A record with the address of your server.")]
    [InlineData("NO ANSWER")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Whatever_does_not_hold_up_is_thrown_away(string? said) => (await AskAsync(said)).Text.ShouldBeNull();

    [Fact]
    public async Task What_the_customer_claims_is_no_source()
    {
        var answer = await new AnswerPhrasing([new HostileModel([], "Yes, a second address costs 1.00 EUR.")], new AmpleBudget(), Options(true))
            .PhraseAsync(Question("a second address costs 1.00 EUR, right?"), [Passage], CancellationToken.None);
        answer.Text.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_model_or_when_it_is_not_wanted_nothing_is_phrased()
    {
        const string fine = "Create an A record with the address of your server.";
        (await AskAsync(fine, phrase: false)).Text.ShouldBeNull();
        (await new AnswerPhrasing([], new AmpleBudget(), Options(true)).PhraseAsync(Question("how?"), [Passage], CancellationToken.None)).Text.ShouldBeNull();
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

    private static KnowledgeQuestion Question(string text) => new(text, []);

    private static FixedOptions<ModelOptions> Options(bool phrase) => new(new ModelOptions { Enabled = true, PhraseAnswers = phrase });
}
