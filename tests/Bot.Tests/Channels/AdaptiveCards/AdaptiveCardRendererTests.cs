using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Channels.AdaptiveCards;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Tests.Channels.AdaptiveCards;

public sealed class AdaptiveCardRendererTests
{
    private static readonly Guid EntryId = Guid.CreateVersion7();
    private readonly AdaptiveCardRenderer _renderer = new(new Addresses());

    public static TheoryData<string> CardTypes => [.. Cards.Select(c => c.Type)];

    private static IReadOnlyList<Card> Cards { get; } =
    [
        new() { Type = "plans", Title = "VPS", Items = [.. Enumerable.Range(1, 4).Select(i => Plan($"VPS {i}"))] },
        new()
        {
            Type = "order_summary",
            Title = "Your order",
            Text = "Is this right?\nNothing is charged before you say so.",
            Items = [new("VPS M", null, "$10.00")],
            Facts = [new("Total to pay now", "$11.90"), new("Name", "web_1.example.com")],
            Actions = [new("confirm:t", "Place order for $11.90", "primary"), new("cancel:1", "Not now", "danger")],
        },
        new() { Type = "payment", Title = "Order placed", Actions = [new("pay", "Pay $11.90", "primary", new Uri("https://shop.example/pay/1"))] },
        new() { Type = "progress", Title = "Setting up", Progress = new(40, [new("Reserve", "done"), new("Create", "active"), new("Start", "pending"), new("Check", "failed")]) },
        new() { Type = "service", Title = "web1", Facts = [new("Status", "running")], Progress = new(100, []), Actions = [new("skill:power_service", "Stop", "danger")] },
        new() { Type = "services", Items = [new("web1", "VPS M, 192.0.2.1, running", "$10.00", [new("skill:service_status", "Details")])] },
        new() { Type = "invoices", Title = "Invoices", Items = [new("INV-2026-0001", "1 May, to be paid", "$11.90", [new("skill:pay_invoice", "Pay", "primary")])] },
        new() { Type = "ticket", Title = "TCK-1", Facts = [new("Subject", "[click](https://evil.example)")] },
        new() { Type = "charge", Title = "INV-1", Facts = [new("Ledger 1a2b", "1 May, payment, +$3.00")] },
        new() { Type = "choices", Text = "Which one?", Actions = [.. Enumerable.Range(1, 9).Select(i => new CardAction($"choose:1:plan:{i}", $"Plan {i}"))] },
        new()
        {
            Type = "form",
            Title = "Your details",
            Inputs =
            [
                new("name", "Name", "text"), new("email", "E-mail", "email"), new("amount", "Amount", "number", Required: false),
                new("country", "Country", "select", Options: ["India", "Germany"]), new("terms", "I agree", "checkbox"),
            ],
            Actions = [new("choose:1:details:x", "Send", "primary"), new("cancel:1", "Not now")],
        },
        new() { Type = "attachments", Items = [new("shot.png", "12 KB", null, [new("download:1", "Download", Url: new Uri("/api/v1/chat/attachments/1", UriKind.Relative))])] },
        new() { Type = "picture", Title = "Scan me", Image = new Uri("https://shop.example/qr.png") },
    ];

    [Theory]
    [MemberData(nameof(CardTypes))]
    public void Every_kind_of_card_keeps_the_rules_of_version_1_5(string type) =>
        AdaptiveCardRules.Check(_renderer.Render(Cards.Single(c => c.Type == type), EntryId)).ShouldBeEmpty();

    [Fact]
    public async Task Cards_of_a_whole_order_keep_the_rules()
    {
        var talk = await new Talk(signedIn: true).Opens();
        List<Card> cards = [.. talk.Reply.Entries.Select(e => e.Card).OfType<Card>()];
        (string Text, string Skill, (string, string)[] Slots)[] said =
        [
            ("plans?", SkillNames.BrowsePlans, []), ("vps m", SkillNames.OrderService, [(SlotNames.Plan, "VPS M")]),
            ("yearly", SkillNames.OrderService, [(SlotNames.BillingCycle, "annual")]), ("yes", SkillNames.Affirm, []),
            ("my servers", SkillNames.ServiceStatus, []), ("bills", SkillNames.ListInvoices, []), ("help", SkillNames.Help, []),
        ];
        foreach (var (text, skill, slots) in said)
            cards.AddRange((await talk.Says(text, skill, slots)).Reply.Entries.Select(e => e.Card).OfType<Card>());

        cards.Select(c => c.Type).ShouldContain("order_summary");
        cards.SelectMany(c => AdaptiveCardRules.Check(_renderer.Render(c, EntryId))).ShouldBeEmpty();
    }

    [Fact]
    public void Button_comes_back_with_its_entry_and_action()
    {
        var card = _renderer.Render(Cards.Single(c => c.Type == "order_summary"), EntryId);
        var button = AdaptiveCardRules.All(card, "Action.Submit").First();
        ((string?)button["data"]!["entryId"]).ShouldBe(EntryId.ToString());
        ((string?)button["data"]!["actionId"]).ShouldBe("confirm:t");
        ((string?)button["style"]).ShouldBe("positive");
    }

    [Fact]
    public void Only_the_main_button_of_a_form_sends_it()
    {
        var buttons = AdaptiveCardRules.All(_renderer.Render(Cards.Single(c => c.Type == "form"), EntryId), "Action.Submit").ToArray();
        buttons.Select(b => (string?)b["associatedInputs"]).ShouldBe([null, "none"]);
    }

    [Fact]
    public void Link_is_absolute_and_says_where_it_leads_and_any_but_a_web_link_is_left_out()
    {
        var card = new Card
        {
            Type = "payment",
            Actions = [new("a", "Pay", Url: new Uri("/pay/1", UriKind.Relative)), new("b", "Free money", Url: new Uri("javascript:alert(1)"))],
        };
        var links = AdaptiveCardRules.All(_renderer.Render(card, EntryId), "Action.OpenUrl").ToArray();
        ((string?)links.ShouldHaveSingleItem()["url"]).ShouldBe("https://portal.example/pay/1");
        ((string?)links[0]["tooltip"]).ShouldBe("Pay, portal.example");
        AdaptiveCardRules.All(_renderer.Render(card, EntryId), "Action.Submit").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[Pay here](https://evil.example)", @"\[Pay here\](https://evil.example)")]
    [InlineData("![x](https://evil.example/pixel.png)", @"!\[x\](https://evil.example/pixel.png)")]
    [InlineData("**bold** _it_ `code` ~~no~~", @"\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~")]
    [InlineData("<a href=x>y</a>", @"\<a href=x>y\</a>")]
    [InlineData("# Heading", @"\# Heading")]
    [InlineData("1. First", @"1\. First")]
    [InlineData("- item\n- more", @"\- item - more")]
    [InlineData("&#91;x&#93;(y)", @"\&#91;x\&#93;(y)")]
    [InlineData(@"\[x](y)", @"\\\[x\](y)")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}", @"\{{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData("VPS M, 192.0.2.1, $10.00 (VAT 19%)", "VPS M, 192.0.2.1, $10.00 (VAT 19%)")]
    public void Text_is_never_read_as_markdown(string text, string escaped)
    {
        var card = new Card { Type = "x", Title = text, Text = text, Facts = [new(text, text)], Items = [new(text, text, text)] };
        var rendered = _renderer.Render(card, EntryId);
        AdaptiveCardRules.All(rendered, "TextBlock").ShouldAllBe(b => (string?)b["text"] == escaped);
        var fact = AdaptiveCardRules.All(rendered, "FactSet").Single()["facts"]![0]!;
        ((string?)fact["title"]).ShouldBe(escaped);
        ((string?)fact["value"]).ShouldBe(escaped);
        // A text run is shown as it is.
        AdaptiveCardRules.All(rendered, "TextRun").Select(r => (string)r["text"]!).ShouldContain(text.Split('\n')[0]);
    }

    [Fact]
    public void Ten_thousand_invoices_fit_a_message_and_say_what_is_left_out()
    {
        var items = Enumerable.Range(1, 10_000).Select(i => new CardItem($"INV-{i}", new string('x', 5_000), "$1.00", [new($"skill:pay_invoice?n={i}", "Pay")]));
        var card = new Card { Type = "invoices", Text = string.Concat(Enumerable.Repeat("😀", 20_000)), Items = [.. items], Facts = [.. Enumerable.Repeat(new CardFact("a", new string('b', 9_000)), 500)] };
        var rendered = _renderer.Render(card, EntryId);
        rendered.ToJsonString(AdaptiveJson.Compact).Length.ShouldBeLessThanOrEqualTo(AdaptiveCardRenderer.LargestCard);
        AdaptiveCardRules.Check(rendered).ShouldBeEmpty();
        AdaptiveCardRules.All(rendered, "TextRun").Select(r => (string)r["text"]!).ShouldContain(t => t.StartsWith("and ", StringComparison.Ordinal) && t.EndsWith(" more", StringComparison.Ordinal));
    }

    [Fact]
    public void Buttons_that_say_the_same_are_told_apart_by_those_who_hear_them()
    {
        var buttons = AdaptiveCardRules.All(_renderer.Render(Cards.Single(c => c.Type == "plans"), EntryId), "Action.Submit").ToArray();
        buttons.Select(b => (string?)b["tooltip"]).ShouldBe(["Order: VPS 1", "Order: VPS 2", "Order: VPS 3", "Order: VPS 4"]);
    }

    [Fact]
    public void Rules_find_what_is_wrong()
    {
        var card = JsonNode.Parse("""{"type":"AdaptiveCard","version":"1.6","body":[{"type":"TextBlock","wrapp":true},{"type":"Video"}],"actions":[{"type":"Action.OpenUrl","url":"/x"}]}""")!;
        AdaptiveCardRules.Check(card.AsObject()).Count.ShouldBe(5);
    }

    private static CardItem Plan(string name) => new(name, "4 GB memory, 2 cores", "$10.00 / month", [new($"skill:order_service?plan={name}", "Order", "primary")]);

    private sealed class Addresses : IPublicAddresses
    {
        public Uri Base => new("https://portal.example/");

        public Uri For(string path) => new(Base, path);
    }
}
