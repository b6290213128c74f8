using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Channels.Slack;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Tests.Channels.Slack;

public sealed class BlockKitRendererTests
{
    private static readonly Guid EntryId = Guid.CreateVersion7();
    private readonly BlockKitRenderer _renderer = new(new Addresses());

    [Fact]
    public void Huge_card_stays_within_the_limits_and_keeps_its_buttons()
    {
        var text = new string('x', 20_000) + "😀";
        var blocks = Render(new Card
        {
            Type = "plans",
            Title = text,
            Text = text,
            Facts = [.. Enumerable.Range(0, 200).Select(_ => new CardFact(text, text))],
            Items = [.. Enumerable.Range(0, 200).Select(i => new CardItem(text, text, text, [new($"choose:{i}", text), new("go", text, Url: new("https://shop.example/x"))]))],
            Progress = new(400, [new(text, "active")]),
            Actions = [.. Enumerable.Range(0, 60).Select(i => new CardAction($"a:{i}", text))],
        });

        blocks.Length.ShouldBeLessThanOrEqualTo(50);
        blocks.Where(b => Type(b) == "header").ShouldAllBe(b => Text(b["text"]!).Length <= 150);
        blocks.Where(b => Type(b) == "section" && b["text"] != null).ShouldAllBe(b => Text(b["text"]!).Length <= 3_000);
        blocks.Where(b => b["fields"] != null).ShouldAllBe(b => b["fields"]!.AsArray().Count <= 10 && b["fields"]!.AsArray().All(f => Text(f!).Length <= 2_000));
        Texts(new System.Text.Json.Nodes.JsonArray([.. blocks.Select(b => b.DeepClone())])).Sum(t => t.Length).ShouldBeLessThanOrEqualTo(12_000);
        var buttons = Buttons(blocks);
        buttons.ShouldAllBe(b => Text(b["text"]!).Length <= 75);
        buttons.Select(b => (string)b["action_id"]!).ShouldBeUnique();
        buttons.Count(b => ((string?)b["value"])?.Contains(" a:", StringComparison.Ordinal) == true).ShouldBe(60);
    }

    [Fact]
    public void C08_Text_is_never_markup_and_a_link_says_its_host()
    {
        var blocks = Render(new Card
        {
            Type = "ticket",
            Title = "<!channel> *hi*",
            Text = "<https://evil.example|bank>",
            Actions = [new("pay", "Pay", "primary", new Uri("https://pay.example/1")), new("bad", "Run", Url: new Uri("javascript:alert(1)"))],
        });
        blocks.ToList().ForEach(b => b.ToJsonString().ShouldNotContain("mrkdwn"));
        var link = Buttons(blocks).ShouldHaveSingleItem();
        Text(link["text"]!).ShouldBe("Pay (pay.example)");
        link["value"].ShouldBeNull();
        SlackText.Escape("<!channel> & <@U1>").ShouldBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
    }

    [Fact]
    public void Button_carries_what_it_was_drawn_with()
    {
        var button = Buttons(Render(new Card { Type = "choices", Actions = [new("choose:1:plan two", "Two")] })).ShouldHaveSingleItem();
        SlackButtons.Read((string)button["value"]!).ShouldBe((EntryId, "choose:1:plan two"));
        SlackButtons.Read("nonsense").ShouldBeNull();
    }

    [Theory]
    [InlineData("<@U123> order a vps", "order a vps")]
    [InlineData("a &lt;b&gt; &amp; c", "a <b> & c")]
    [InlineData("see <http://web1.example.com|web1.example.com>", "see web1.example.com")]
    [InlineData("<mailto:ada@shop.example|ada@shop.example>", "ada@shop.example")]
    public void Message_is_read_as_its_writer_saw_it(string sent, string seen) => SlackText.Read(sent).ShouldBe(seen);

    private JsonObject[] Render(Card card) => [.. _renderer.Render(card, EntryId).Select(b => b!.AsObject())];

    private static JsonObject[] Buttons(JsonObject[] blocks) =>
        [.. blocks.Where(b => Type(b) == "actions").SelectMany(b => b["elements"]!.AsArray()).Select(e => e!.AsObject())];

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o when o["type"]?.ToString() == "plain_text" => [Text(o)],
        JsonObject o => o.SelectMany(p => Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        _ => [],
    };

    private static string Type(JsonObject block) => (string)block["type"]!;

    private static string Text(JsonNode text) => (string)text["text"]!;

    private sealed class Addresses : IPublicAddresses
    {
        public Uri Base => new("https://portal.example/");

        public Uri For(string path) => new(Base, path);
    }
}
