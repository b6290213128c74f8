using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>Which language the bot answers in, and that nothing else changes with it.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("de-DE", "Hallo!")]
    [InlineData("es-MX", "¡Hola!")]
    [InlineData("hi-IN", "नमस्ते!")]
    [InlineData("fr-FR", "Hi!")]
    public async Task Greets_in_the_browsers_language(string locale, string greeting) =>
        (await new Talk { Locale = locale }.Opens()).Answer.ShouldStartWith(greeting);

    [Fact]
    public async Task Whoever_writes_German_is_answered_in_German()
    {
        var talk = await new Talk().Opens();
        await talk.Says("Was für Server haben Sie? Ich brauche einen.", SkillNames.BrowsePlans);

        talk.Reply.Locale.ShouldBe("de");
        talk.Answer.Replace('\u00A0', ' ').ShouldContain("VPS M 4 GB Speicher, 2 Kerne, 80 GB Festplatte, 4 TB Datenverkehr 10,00 $ / Monat");
    }

    [Fact]
    public async Task Ok_and_a_host_name_change_nothing()
    {
        var talk = await new Talk { Locale = "de-AT" }.Opens();
        await talk.Says("ok", SkillNames.Thanks);
        talk.Reply.Locale.ShouldBeNull();
        talk.Locale.ShouldBe("de-AT");
        talk.Answer.ShouldContain("Gern geschehen!");
    }

    [Fact]
    public async Task A_wish_in_the_middle_of_an_order_asks_the_same_question_in_that_language()
    {
        var talk = await new Talk().Opens();
        await talk.Says("i want the vps m", SkillNames.OrderService, (SlotNames.Plan, "VPS M"));
        await talk.Says("auf Deutsch bitte");

        talk.Answer.ShouldStartWith("Gern, ab jetzt auf Deutsch.");
        talk.Answer.ShouldContain("Weiter mit: Ihre Bestellung");
        talk.Answer.ShouldContain("Wie möchten Sie VPS M bezahlen?");
        StateCodec.Read(talk.State).Frames.ShouldHaveSingleItem()[SlotNames.Plan].ShouldBe("vps-m");

        await talk.Presses(talk.Buttons.First(b => b.StartsWith("Jährlich", StringComparison.Ordinal)));
        StateCodec.Read(talk.State).Frames[0][SlotNames.BillingCycle].ShouldBe("annual", "buttons mean the same in every language");
    }

    [Fact]
    public async Task A_button_from_before_the_switch_still_means_what_it_said()
    {
        var talk = await new Talk().Opens();
        await talk.Says("i want the vps m", SkillNames.OrderService, (SlotNames.Plan, "VPS M"));
        var yearly = talk.Find(talk.Buttons.First(b => b.StartsWith("Yearly", StringComparison.Ordinal)));
        await talk.Says("en español por favor");
        await talk.Presses(yearly);

        StateCodec.Read(talk.State).Frames[0][SlotNames.BillingCycle].ShouldBe("annual");
        talk.Answer.ShouldContain("dirección de correo");
    }

    [Fact]
    public async Task A_language_once_chosen_stays_until_another_is_asked_for()
    {
        var talk = await new Talk().Opens();
        await talk.Says("speak Spanish");
        await talk.Says("what plans do you have for me?", SkillNames.BrowsePlans);
        talk.Answer.ShouldContain("Servidores virtuales");
        await talk.Says("in English please");
        talk.Answer.ShouldContain("in English from here on");
        talk.Locale.ShouldBe("en");
    }

    [Fact]
    public async Task Languages_can_be_chosen_by_button()
    {
        var talk = await new Talk().Opens();
        await talk.Says("help", SkillNames.Help);
        await talk.Presses("Deutsch, Español, हिन्दी");
        talk.Buttons.ShouldBe(["English", "Deutsch", "Español", "हिन्दी"]);
        await talk.Presses("हिन्दी");
        talk.Answer.ShouldContain("अब से हिन्दी में");
        talk.Locale.ShouldBe("hi");
    }
}
