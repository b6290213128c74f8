using EzSolutions.Bot.Languages;

namespace EzSolutions.Bot.Tests.Languages;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("I would like to order a small server please")]
    [InlineData("what plans do you have?")]
    [InlineData("can you reboot web1 for me")]
    [InlineData("where is my invoice")]
    [InlineData("how much is the vps m per month")]
    [InlineData("my server doesn't respond, what can I do")]
    [InlineData("show me the last invoices")]
    [InlineData("i need help with my password")]
    [InlineData("thanks, that's all I need")]
    [InlineData("is there any discount on the yearly billing?")]
    [InlineData("cancel my order please")]
    [InlineData("Why was I charged $12.00 on Monday?")]
    [InlineData("add this to my ticket")]
    [InlineData("let me talk to someone, this isn't working")]
    [InlineData("do you have servers in Frankfurt")]
    public void English(string text) => Is(text, "en");

    [Theory]
    [InlineData("Ich möchte einen kleinen Server bestellen")]
    [InlineData("Welche Tarife gibt es?")]
    [InlineData("Bitte web1 neu starten")]
    [InlineData("Wo ist meine Rechnung?")]
    [InlineData("wieviel kostet der vps m im monat, bitte?")]
    [InlineData("mein server antwortet nicht, was kann ich tun")]
    [InlineData("zeig mir die letzten rechnungen")]
    [InlineData("ich habe mein passwort vergessen")]
    [InlineData("Danke, das war es schon")]
    [InlineData("Gibt es einen Rabatt bei jährlicher Zahlung?")]
    [InlineData("Ich moechte meine Bestellung stornieren")]
    [InlineData("Warum wurden am Montag 12,00 € abgebucht? Das verstehe ich nicht.")]
    [InlineData("Das bitte zu meinem Ticket hinzufügen")]
    [InlineData("ich will mit jemandem sprechen, das geht so nicht")]
    [InlineData("Haben Sie Server in Frankfurt?")]
    [InlineData("Guten Tag")]
    [InlineData("meine Rechnungen")]
    [InlineData("Ich hätte gern den Reboot von web1.example.com")]
    public void German(string text) => Is(text, "de");

    [Theory]
    [InlineData("Quiero contratar un servidor pequeño")]
    [InlineData("¿Qué planes tienen?")]
    [InlineData("reinicia web1 por favor")]
    [InlineData("¿Dónde está mi factura?")]
    [InlineData("cuanto cuesta el vps m al mes")]
    [InlineData("mi servidor no responde, que puedo hacer")]
    [InlineData("muéstreme las últimas facturas")]
    [InlineData("he olvidado la contraseña de mi cuenta")]
    [InlineData("gracias, eso es todo por ahora")]
    [InlineData("¿Hay algún descuento con la facturación anual?")]
    [InlineData("quiero cancelar el pedido")]
    [InlineData("¿Por qué me cobraron 12,00 € el lunes?")]
    [InlineData("añada esto a mi ticket, por favor")]
    [InlineData("necesito hablar con una persona")]
    [InlineData("¿Tienen servidores en Fráncfort?")]
    [InlineData("Buenos días")]
    [InlineData("mis facturas y mi saldo")]
    public void Spanish(string text) => Is(text, "es");

    [Theory]
    [InlineData("मुझे एक छोटा सर्वर चाहिए")]
    [InlineData("आपके पास कौन से प्लान हैं?")]
    [InlineData("web1 को रीबूट कीजिए")]
    [InlineData("मेरा इनवॉइस कहाँ है")]
    [InlineData("VPS M की क़ीमत कितनी है?")]
    [InlineData("नमस्ते")]
    [InlineData("मैं किसी व्यक्ति से बात करना चाहता हूँ")]
    [InlineData("मेरा ई-मेल ada@example.com है")]
    [InlineData("हाँ")]
    public void Hindi(string text) => Is(text, "hi");

    [Theory]
    [InlineData("ok")]
    [InlineData("OK!")]
    [InlineData("no")]
    [InlineData("ja")]
    [InlineData("si")]
    [InlineData("VPS M")]
    [InlineData("web1.example.com")]
    [InlineData("ada@example.com")]
    [InlineData("123 456")]
    [InlineData("Frankfurt")]
    [InlineData("Debian 12")]
    [InlineData("INV-2026-000001")]
    [InlineData("👍👍")]
    [InlineData("ping 1.2.3.4 timeout ttl 64")]
    [InlineData("danke")]
    [InlineData("hola")]
    [InlineData("je voudrais commander un serveur")]
    [InlineData("хочу заказать сервер")]
    [InlineData("")]
    [InlineData("   ")]
    public void No_clear_evidence(string text)
    {
        foreach (var spoken in (string[])["en", "de", "es", "hi"])
        {
            LanguageDetector.Detect(text, spoken).ShouldBeNull();
        }
    }

    [Fact]
    public void An_error_message_of_a_program_in_a_sentence_does_not_outweigh_the_sentence() =>
        LanguageDetector.Detect("Ich bekomme beim Starten immer diese Meldung und weiß nicht weiter: connection refused on the port", "de").ShouldBeNull();

    private static void Is(string text, string language)
    {
        foreach (var spoken in (string[])["en", "de", "es", "hi"])
        {
            LanguageDetector.Detect(text, spoken).ShouldBe(spoken == language ? null : language, text);
        }
    }
}
