using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Channels.AdaptiveCards;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.EndToEnd.Tests.DirectLine;

/// <summary>Cards of every shape, judged by the library that Teams and Web Chat draw them with.</summary>
public sealed class CardFormatTests
{
    private static readonly Uri Page = new("https://shop.example/pay/1");

    private static readonly Card[] Cards =
    [
        new() { Type = "plans", Title = "VPS", Items = [.. Enumerable.Range(1, 100).Select(i => new CardItem($"VPS {i}", "2 GB\n1 core", "$6.00 / month", [new("order", "Order", "primary")]))] },
        new() { Type = "order", Title = "# Your *order*", Text = "Is this right?\nNothing is charged.", Facts = [.. Enumerable.Range(1, 60).Select(i => new CardFact($"Label {i}", "[click](https://evil.example)"))] },
        new() { Type = "payment", Title = "Order placed", Image = Page, Actions = [new("pay", "Pay $11.90", "primary", Page), new("no", "Not now", "danger")] },
        new() { Type = "choices", Text = "Which one?", Actions = [.. Enumerable.Range(1, 12).Select(i => new CardAction($"choose:{i}", $"Plan {i}"))] },
        new() { Type = "progress", Title = "Setting up", Progress = new(0, [new("Reserve", "done"), new("Create", "active"), new("Start", "pending"), new("Check", "failed")]) },
        new() { Type = "progress", Title = "Setting up", Progress = new(40, []) },
        new() { Type = "progress", Title = "Setting up", Progress = new(100, []) },
        new()
        {
            Type = "form",
            Inputs =
            [
                new("name", "Name", "text"), new("note", "Note", "text", Required: false), new("email", "E-mail", "email"), new("other", "E-mail", "email", Required: false),
                new("amount", "Amount", "number"), new("country", "Country", "select", Options: ["India", "Germany"]), new("terms", "I agree", "checkbox"),
            ],
            Actions = [new("send", "Send", "primary"), new("no", "Not now")],
        },
    ];

    [ClientFact]
    public async Task Every_shape_of_card_is_one_of_version_1_5_to_the_official_library()
    {
        var renderer = new AdaptiveCardRenderer(new Addresses());
        var faults = await OfficialCards.FaultsAsync(Cards.Select(c => renderer.Render(c, Guid.CreateVersion7())));
        faults.Count.ShouldBe(Cards.Length);
        faults.ShouldAllBe(f => f.Length == 0);
    }

    [ClientFact]
    public async Task The_library_notices_what_is_wrong()
    {
        string[] wrong =
        [
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"ProgressBar"}]}""",
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","colour":"good"}]}""",
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","size":"Giant"}]}""",
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"a"}]}""",
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a","label":"A","isRequired":true}]}""",
            """{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","title":"Where to"}]}""",
            """{"type":"AdaptiveCard","version":"1.7","body":[]}""",
        ];
        var faults = await OfficialCards.FaultsAsync(wrong.Select(w => JsonNode.Parse(w)!));
        faults.Count.ShouldBe(wrong.Length);
        faults.ShouldAllBe(f => f.Length > 0);
    }

    private sealed class Addresses : IPublicAddresses
    {
        public Uri Base { get; } = new("https://shop.example/");

        public Uri For(string path) => new(Base, path);
    }
}
