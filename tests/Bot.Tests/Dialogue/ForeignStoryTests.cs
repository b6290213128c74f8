using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Understanding.Learning;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>Whole conversations in other languages, with the real recogniser: what was wanted is done, and not a word of English is said.</summary>
public sealed class ForeignStoryTests
{
    private static readonly Lazy<MultilingualRecogniser> Real = new(() => new(new EzSolutions.Bot.Understanding.Recogniser(TrainedModel.Load())));

    [Fact]
    public async Task German_visitor_orders_by_typing_signs_in_changes_the_billing_and_pays()
    {
        var talk = await new Talk(recogniser: Real.Value).Opens();
        talk.Answer.ShouldContain("Hi!");

        await talk.Says("Guten Tag, welche Server haben Sie denn?");
        talk.Locale.ShouldBe("de");
        Plain(talk).ShouldContain("Virtuelle Server");
        Plain(talk).ShouldContain("VPS M 4 GB Speicher, 2 Kerne, 80 GB Festplatte, 4 TB Datenverkehr 10,00 $ / Monat");

        await talk.Says("ich möchte den VPS M bestellen");
        Plain(talk).ShouldContain("Wie möchten Sie VPS M bezahlen?");
        Plain(talk).ShouldContain("[Jährlich, 100,00 $ (16 % gespart)]");

        await talk.Says("jährlich bitte");
        Plain(talk).ShouldContain("Ich richte ihn mit Debian 12 ein und suche einen Namen aus.");
        Plain(talk).ShouldContain("Wie lautet Ihre E-Mail-Adresse?");

        await talk.Says("ada@example.com");
        Plain(talk).ShouldContain("6-stelligen Code an ada@example.com");

        await talk.Says("123 456");
        Plain(talk).ShouldContain("Danke, Ada, Sie sind angemeldet.");
        Plain(talk).ShouldContain("Jetzt zu zahlen: 119,00 $");

        await talk.Says("lieber monatlich");
        Plain(talk).ShouldContain("Abrechnung: monatlich");
        Plain(talk).ShouldContain("[Für 11,90 $ bestellen]");
        talk.Shop.Placed.ShouldBeEmpty();

        await talk.Says("ja");
        talk.Card.Type.ShouldBe("payment");
        Plain(talk).ShouldContain("[11,90 $ zahlen]");
        talk.Shop.Placed.ShouldHaveSingleItem().Cycle.ShouldBe(BillingCycle.Monthly);
    }

    [Fact]
    public async Task Spanish_customer_reboots_says_no_and_asks_for_a_person()
    {
        var talk = new Talk(signedIn: true, recogniser: Real.Value) { Locale = "es-ES" };
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Opens();
        await talk.Says("reinicia web1 por favor");
        Plain(talk).ShouldContain("¿Reiniciar web1?");
        Plain(talk).ShouldContain("[Sí, reiniciarlo]");

        await talk.Says("no");
        Plain(talk).ShouldContain("De acuerdo");
        await talk.Says("¿cuánto saldo tengo?");
        Plain(talk).ShouldContain("Su cuenta");
        await talk.Says("quiero hablar con una persona");
        talk.Reply.Handoff.ShouldNotBeNull().Reason.ShouldStartWith("Asked for a person: quiero hablar", Case.Sensitive, "staff read English");
        Plain(talk).ShouldContain("He pedido a nuestro equipo");
    }

    [Fact]
    public async Task Hindi_customer_orders_cancels_and_opens_a_ticket_in_their_own_words()
    {
        var talk = await new Talk(signedIn: true, recogniser: Real.Value).Opens();
        await talk.Says("मुझे VPS M ऑर्डर करना है");
        talk.Locale.ShouldBe("hi");
        Plain(talk).ShouldContain("VPS M का भुगतान कैसे करना चाहेंगे?");

        await talk.Says("रद्द करें");
        Plain(talk).ShouldContain("न कुछ बदला, न कुछ कटा।");

        await talk.Says("टिकट खोलना है");
        Plain(talk).ShouldContain("क्या समस्या है?");
    }

    [Fact]
    public async Task Hindi_in_Latin_letters_is_understood_answered_in_English_and_offered_Hindi_once()
    {
        var talk = new Talk(signedIn: true, recogniser: Real.Value);
        talk.Shop.Services.Add(Shop.Service("web1"));
        await talk.Opens();
        await talk.Says("web1 ko restart kar do");
        talk.Locale.ShouldNotBe("hi");
        talk.Buttons.First().ShouldBe("हिन्दी");
        Plain(talk).ShouldContain("Reboot web1?");

        await talk.Says("nahi, rehne do");
        talk.Buttons.ShouldNotContain("हिन्दी");

        await talk.Says("mujhe insaan se baat karni hai");
        talk.Buttons.ShouldNotContain("हिन्दी");
        talk.Reply.Handoff.ShouldNotBeNull();
    }

    [Fact]
    public async Task Hindi_in_Latin_letters_is_answered_in_Hindi_where_Hindi_is_spoken()
    {
        var talk = await new Talk(signedIn: true, recogniser: Real.Value) { Locale = "hi-IN" }.Opens();
        await talk.Says("mujhe VPS M order karna hai");
        Plain(talk).ShouldContain("VPS M का भुगतान कैसे करना चाहेंगे?");
    }

    [Fact]
    public async Task Whoever_takes_the_offer_or_asks_in_Latin_letters_is_answered_in_Hindi()
    {
        var talk = await new Talk(recogniser: Real.Value).Opens();
        await talk.Says("aapke paas kaun se plan hain");
        await talk.Presses(talk.Find("हिन्दी"));
        talk.Locale.ShouldBe("hi");

        var other = await new Talk(recogniser: Real.Value).Opens();
        await other.Says("hindi mein baat karo");
        other.Locale.ShouldBe("hi");
    }

    [Fact]
    public async Task What_is_not_understood_is_asked_about_in_the_language()
    {
        var talk = await new Talk(recogniser: Real.Value) { Locale = "de" }.Opens();
        await talk.Says("Quarkstrudel Wumms");
        talk.Buttons.ShouldContain("Mit Mensch sprechen");
    }

    /// <summary>As read; which kind of space stands before a currency's sign is up to ICU.</summary>
    private static string Plain(Talk talk) => talk.Answer.Replace('\u00A0', ' ');
}
