using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Languages;

/// <summary>The main requests, typed in each language.</summary>
public sealed class MultilingualTests
{
    /// <summary>What the dialogue acts on without asking.</summary>
    private const double Sure = 0.6;

    private static readonly MultilingualRecogniser Real = new(new EzSolutions.Bot.Understanding.Recogniser(TrainedModel.Load()));
    private static readonly RecognitionContext Customer = RecognitionContext.Empty with { PlanNames = ["VPS S", "VPS M", "VPS L", "Web Starter"], ServiceNames = ["web1", "web2"] };

    [Theory]
    [InlineData("Ich möchte einen VPS mit 4 GB Speicher bestellen", "order_service", "ram_gb=4")]
    [InlineData("ich will den VPS M jährlich bestellen", "order_service", "plan=VPS M;billing_cycle=annual")]
    [InlineData("Welche Tarife gibt es?", "browse_plans")]
    [InlineData("Was kostet ein Server?", "browse_plans")]
    [InlineData("zeig mir die Preise", "browse_plans")]
    [InlineData("Zeigen Sie mir meine Rechnungen", "list_invoices")]
    [InlineData("meine offenen Rechnungen", "list_invoices")]
    [InlineData("Ich möchte die Rechnung INV-2026-000012 bezahlen", "pay_invoice", "invoice_number=INV-2026-000012")]
    [InlineData("Rechnung bezahlen", "pay_invoice")]
    [InlineData("Wie viel Guthaben habe ich?", "wallet_balance")]
    [InlineData("50 Euro einzahlen", "add_funds", "amount=50")]
    [InlineData("Zeig mir meine Dienste", "service_status")]
    [InlineData("meine Server", "service_status")]
    [InlineData("Bitte web1 neu starten", "power_service", "service=web1;action=reboot")]
    [InlineData("starte web1", "power_service", "service=web1;action=start")]
    [InlineData("web1 stoppen bitte", "power_service", "service=web1;action=stop")]
    [InlineData("Ich möchte ein Ticket öffnen", "open_ticket")]
    [InlineData("Meine Tickets", "ticket_status")]
    [InlineData("Ich möchte mit einem Menschen sprechen", "talk_to_human")]
    [InlineData("Mitarbeiter bitte", "talk_to_human")]
    [InlineData("Hilfe", "help")]
    [InlineData("Was können Sie?", "help")]
    [InlineData("Ich möchte mich anmelden", "sign_in")]
    [InlineData("abmelden", "sign_out")]
    [InlineData("abbrechen", "cancel")]
    [InlineData("Bestellung stornieren", "cancel_order")]
    [InlineData("Status meiner Bestellung", "order_status")]
    [InlineData("Ich habe mein Passwort vergessen", "reset_credentials")]
    [InlineData("mach ein Backup von web1", "backup_service", "service=web1")]
    public void German(string text, string skill, string slots = "") => Understands(text, "de", skill, slots);

    [Theory]
    [InlineData("Quiero pedir un VPS con 4 GB de memoria", "order_service", "ram_gb=4")]
    [InlineData("quiero contratar el VPS M anual", "order_service", "plan=VPS M;billing_cycle=annual")]
    [InlineData("¿Qué planes tienen?", "browse_plans")]
    [InlineData("¿Cuánto cuesta un servidor?", "browse_plans")]
    [InlineData("muéstreme los precios", "browse_plans")]
    [InlineData("Muéstreme mis facturas", "list_invoices")]
    [InlineData("mis facturas pendientes", "list_invoices")]
    [InlineData("Quiero pagar la factura INV-2026-000012", "pay_invoice", "invoice_number=INV-2026-000012")]
    [InlineData("pagar factura", "pay_invoice")]
    [InlineData("¿Cuánto saldo tengo?", "wallet_balance")]
    [InlineData("añadir saldo de 50 euros", "add_funds", "amount=50")]
    [InlineData("muéstrame mis servicios", "service_status")]
    [InlineData("mis servidores", "service_status")]
    [InlineData("reinicia web1 por favor", "power_service", "service=web1;action=reboot")]
    [InlineData("iniciar web1", "power_service", "service=web1;action=start")]
    [InlineData("apagar web1", "power_service", "service=web1")]
    [InlineData("quiero abrir un ticket", "open_ticket")]
    [InlineData("mis tickets", "ticket_status")]
    [InlineData("quiero hablar con una persona", "talk_to_human")]
    [InlineData("un agente por favor", "talk_to_human")]
    [InlineData("ayuda", "help")]
    [InlineData("¿Qué puede hacer?", "help")]
    [InlineData("quiero iniciar sesión", "sign_in")]
    [InlineData("cerrar sesión", "sign_out")]
    [InlineData("cancelar", "cancel")]
    [InlineData("quiero cancelar mi pedido", "cancel_order")]
    [InlineData("estado de mi pedido", "order_status")]
    [InlineData("olvidé la contraseña de web1", "reset_credentials", "service=web1")]
    [InlineData("hacer una copia de seguridad de web1", "backup_service", "service=web1")]
    public void Spanish(string text, string skill, string slots = "") => Understands(text, "es", skill, slots);

    [Theory]
    [InlineData("मुझे 4 GB मेमोरी वाला VPS ऑर्डर करना है", "order_service", "ram_gb=4")]
    [InlineData("मैं VPS M सालाना लेना चाहता हूँ", "order_service", "plan=VPS M;billing_cycle=annual")]
    [InlineData("आपके पास कौन से प्लान हैं?", "browse_plans")]
    [InlineData("सर्वर की क़ीमत कितनी है", "browse_plans")]
    [InlineData("प्लान दिखाइए", "browse_plans")]
    [InlineData("मेरे इनवॉइस दिखाइए", "list_invoices")]
    [InlineData("मेरे बिल दिखाओ", "list_invoices")]
    [InlineData("इनवॉइस INV-2026-000012 का भुगतान करना है", "pay_invoice", "invoice_number=INV-2026-000012")]
    [InlineData("बिल चुकाना है", "pay_invoice")]
    [InlineData("मेरा बैलेंस कितना है?", "wallet_balance")]
    [InlineData("मेरी सेवाएँ दिखाइए", "service_status")]
    [InlineData("मेरे सर्वर", "service_status")]
    [InlineData("web1 को रीबूट करो", "power_service", "service=web1;action=reboot")]
    [InlineData("web1 चालू करें", "power_service", "service=web1;action=start")]
    [InlineData("web1 बंद करो", "power_service", "service=web1;action=stop")]
    [InlineData("टिकट खोलना है", "open_ticket")]
    [InlineData("मेरे टिकट", "ticket_status")]
    [InlineData("मुझे किसी व्यक्ति से बात करनी है", "talk_to_human")]
    [InlineData("किसी इंसान से बात कराइए", "talk_to_human")]
    [InlineData("मदद", "help")]
    [InlineData("आप क्या कर सकते हैं?", "help")]
    [InlineData("मुझे साइन इन करना है", "sign_in")]
    [InlineData("साइन आउट", "sign_out")]
    [InlineData("रद्द करें", "cancel")]
    [InlineData("मेरा ऑर्डर रद्द करें", "cancel_order")]
    [InlineData("मेरे ऑर्डर की स्थिति", "order_status")]
    [InlineData("web1 का पासवर्ड बदलना है", "reset_credentials", "service=web1")]
    [InlineData("web1 का बैकअप बनाएँ", "backup_service", "service=web1")]
    public void Hindi(string text, string skill, string slots = "") => Understands(text, "hi", skill, slots);

    /// <summary>In any conversation: a plain answer in any of the languages.</summary>
    [Theory]
    [InlineData("ja", SkillNames.Affirm)]
    [InlineData("Ja!", SkillNames.Affirm)]
    [InlineData("sí", SkillNames.Affirm)]
    [InlineData("si", SkillNames.Affirm)]
    [InlineData("हाँ", SkillNames.Affirm)]
    [InlineData("हां", SkillNames.Affirm)]
    [InlineData("yes", SkillNames.Affirm)]
    [InlineData("nein", SkillNames.Deny)]
    [InlineData("no", SkillNames.Deny)]
    [InlineData("नहीं", SkillNames.Deny)]
    [InlineData("abbrechen", SkillNames.Cancel)]
    [InlineData("cancelar", SkillNames.Cancel)]
    [InlineData("रद्द", SkillNames.Cancel)]
    [InlineData("Hilfe", SkillNames.Help)]
    [InlineData("ayuda", SkillNames.Help)]
    [InlineData("मदद", SkillNames.Help)]
    public void A_plain_answer_is_understood_whatever_is_spoken(string text, string skill)
    {
        foreach (var spoken in (string[])["en", "de", "es", "hi"])
        {
            var first = Real.Recognise(text, Customer with { Language = spoken, ActiveSkill = SkillNames.OrderService }).First;
            first.Skill.ShouldBe(skill, spoken);
            first.Confidence.ShouldBeGreaterThan(0.8, spoken);
        }
    }

    [Theory]
    [InlineData("Der Klimawandel beschleunigt möglicherweise Meeresströmungen", "de")]
    [InlineData("Los murciélagos duermen colgados durante inviernos fríos", "es")]
    [InlineData("बादल पहाड़ों के ऊपर तैरते रहते हैं", "hi")]
    public void What_the_glossary_does_not_know_is_not_acted_on(string text, string spoken)
    {
        var first = Real.Recognise(text, Customer with { Language = spoken }).First;
        (first.Skill == SkillNames.OutOfScope || first.Confidence < Sure).ShouldBeTrue($"{first.Skill} {first.Confidence}");
    }

    [Fact]
    public void What_is_described_stays_in_the_customers_words()
    {
        const string Said = "Seit gestern ist mein Server sehr langsam und ich weiß nicht warum";
        var first = Real.Recognise(Said, Customer with { Language = "de", ActiveSkill = SkillNames.OpenTicket, ExpectedSlot = SlotNames.Text }).First;
        first.Slots[SlotNames.Text].ShouldBe(Said);
    }

    private static void Understands(string text, string language, string skill, string slots)
    {
        var first = Real.Recognise(text, Customer with { Language = language }).First;
        var heard = Glossary.Read(text, language);
        first.Skill.ShouldBe(skill, heard.ToString());
        first.Confidence.ShouldBeGreaterThan(Sure, heard.ToString());
        foreach (var slot in slots.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')))
        {
            first.Slots.GetValueOrDefault(slot[0]).ShouldBe(slot[1], heard.ToString());
        }
    }
}
