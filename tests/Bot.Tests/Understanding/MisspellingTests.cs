using EzSolutions.Bot.Understanding.Learning;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class MisspellingTests
{
    private static readonly Lazy<Tokeniser> Shared = new(() => new Tokeniser(TrainedModel.Load().NewLexicon()));

    [Theory]
    [InlineData("wat plns u got", "what plans you got")]
    [InlineData("hw mch is ur smalest srvr", "how much is your smallest server")]
    [InlineData("snd me my invces plz", "send me my invoices please")]
    [InlineData("cn u rebooot teh sevrer", "can you reboot the server")]
    [InlineData("my pasword dosnt wrk", "my password doesn't work")]
    [InlineData("kancel my hostng", "cancel my hosting")]
    [InlineData("wich domans do i own", "which domains do i own")]
    [InlineData("yesss pleeease", "yes please")]
    [InlineData("helllllo", "hello")]
    public void Misspelt_words_become_what_was_meant(string typed, string meant) => Read(typed).ShouldBe(meant);

    [Theory]
    [InlineData("my server is nearly full of rivers and clues")]
    [InlineData("press the third button")]
    [InlineData("the piano needs tuning")]
    public void Good_words_of_everyday_are_left_alone(string text) => Read(text).ShouldBe(text);

    [Theory]
    [InlineData("howmuch is it", "how much is it")]
    [InlineData("rebootmy server", "reboot my server")]
    [InlineData("canu help", "can you help")]
    [InlineData("iwant a vps", "i want a vps")]
    [InlineData("plzhelp", "please help")]
    public void Words_run_together_are_parted(string typed, string meant) => Read(typed).ShouldBe(meant);

    [Theory]
    [InlineData("let me talk 2 sum1", "let me talk to someone")]
    [InlineData("i want 2 pay", "i want to pay")]
    [InlineData("can u send it 2 me", "can you send it to me")]
    [InlineData("ssl 4 my shop", "ssl for my shop")]
    [InlineData("the cheapest 1 plz", "the cheapest one please")]
    [InlineData("y is it down", "why is it down")]
    [InlineData("gr8 thx m8", "great thanks mate")]
    public void Figures_that_sound_like_words_are_words(string typed, string meant) => Read(typed).ShouldBe(meant);

    [Theory]
    [InlineData("i want 2 servers", "i want 2 servers")]
    [InlineData("2 cores and 4 gb", "2 cores and 4 gb")]
    [InlineData("upgrade to 4 cores", "upgrade to 4 cores")]
    [InlineData("option 2", "option 2")]
    [InlineData("2", "2")]
    [InlineData("1 year", "1 year")]
    [InlineData("pay invoice 4", "pay invoice 4")]
    [InlineData("renew for 2 more years", "renew for 2 more years")]
    public void Figures_that_count_stay_figures(string typed, string meant) => Read(typed).ShouldBe(meant);

    [Theory]
    [InlineData("y", "y")]
    [InlineData("n", "n")]
    public void A_letter_alone_is_an_answer(string typed, string meant) => Read(typed).ShouldBe(meant);

    [Theory]
    [InlineData("plns", "plans", 3)]
    [InlineData("srvr", "server", 6)]
    [InlineData("palns", "plans", 5)]
    [InlineData("pplans", "plans", 4)]
    [InlineData("plams", "plans", 6)]
    [InlineData("plxns", "plans", 10)]
    [InlineData("tiket", "ticket", 5)]
    [InlineData("plans", "plans", 0)]
    public void The_likeliest_slips_cost_the_least(string typed, string meant, int cost) => Slips.Cost(typed, meant, limit: 20).ShouldBe(cost);

    [Fact]
    public void A_slip_beyond_the_limit_is_no_slip()
    {
        Slips.Cost("plxns", "plans", limit: 9).ShouldBe(Slips.TooMany);
        Slips.Cost("web1", "web", limit: 20).ShouldBe(Slips.TooMany);
    }

    [Fact]
    public void A_scrawl_is_the_same_for_the_same_seed_and_leaves_names_and_figures_alone()
    {
        const string Sentence = "please send the invoice INV-2026-000123 of web1.example.com to my accountant";
        var scrawls = Enumerable.Range(0, 50).Select(seed => Scrawl.Of(Sentence, seed)).ToList();

        scrawls.ShouldBe(Enumerable.Range(0, 50).Select(seed => Scrawl.Of(Sentence, seed)).ToList());
        scrawls.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(40);
        scrawls.ShouldAllBe(scrawl => scrawl.Contains("INV-2026-000123", StringComparison.Ordinal) && scrawl.Contains("web1.example.com", StringComparison.Ordinal));
    }

    private static string Read(string text) => string.Join(' ', Shared.Value.Tokenise(TextCleaner.Clean(text)).Select(token => token.Text));
}
