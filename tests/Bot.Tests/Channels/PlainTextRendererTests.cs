using EzSolutions.Bot.Channels.PlainText;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Tests.Channels;

public sealed class PlainTextRendererTests
{
    private static readonly Uri Site = new("https://shop.example/");

    [Fact]
    public void A_card_reads_as_a_person_would_write_it_down()
    {
        var card = new Card
        {
            Type = "order_summary",
            Title = "Your order",
            Facts = [new CardFact("Total", "$12.00")],
            Items = [new CardItem("VPS Small", "Frankfurt", "$12.00 / month")],
            Actions = [new CardAction("pay", "Pay now", "primary", new Uri("/pay/1", UriKind.Relative)), new CardAction("confirm:1", "Confirm"), new CardAction("cancel:1", "Cancel")],
        };
        Render(card).ShouldBe(
            """
            Your order
            Total: $12.00
            - VPS Small, $12.00 / month, Frankfurt
            Pay now: https://shop.example/pay/1
            → "Confirm" / "Cancel"
            """);
    }

    [Fact]
    public void Progress_shows_every_step_with_its_state()
    {
        var card = new Card { Type = "progress", Progress = new CardProgress(50, [new CardStep("Create", "done"), new CardStep("Start", "active"), new CardStep("Hand over", "pending")]) };
        Render(card).ShouldBe("50 %\n✓ Create\n… Start\n· Hand over");
    }

    [Fact]
    public void A_list_of_hundreds_is_cut_and_says_so() =>
        Render(new Card { Type = "services", Items = [.. Enumerable.Range(1, 500).Select(i => new CardItem($"vps-{i}"))] })
            .Split('\n')[^1].ShouldBe("- … (+470)");

    private static string Render(Card card) => PlainTextRenderer.Render(card, url => new Uri(Site, url));
}
