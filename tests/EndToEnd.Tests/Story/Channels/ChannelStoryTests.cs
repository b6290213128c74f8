using System.Globalization;
using EzSolutions.EndToEnd.Tests.DirectLine;
using EzSolutions.EndToEnd.Tests.Harness;
using Xunit.Abstractions;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>
/// The product's main job on every channel: the same words in, the same content out. How a customer proves who they are is the channel's own; all
/// else that is told is compared, word for word, fact for fact, button for button.
/// </summary>
[Collection(WholeProgram.Name)]
public sealed class ChannelStoryTests(ChannelWorld world, ITestOutputHelper output) : IClassFixture<ChannelWorld>
{
    private const string Chosen = "VPS M it is";

    private Outside Outside => new(world.Program.SandboxAddress);

    [Theory]
    [InlineData("widget")]
    [InlineData("directline")]
    [InlineData("teams")]
    [InlineData("slack")]
    public async Task A_customer_orders_pays_runs_a_server_asks_and_opens_a_ticket_by_chat(string channel)
    {
        using var anna = world.Talker(channel);
        await anna.ArriveAsync();
        await BrowseAsync(anna);
        var total = await OrderAsync(anna);
        await PayAsync(anna, total);
        await RunAsync(anna);
        await AskAsync(anna);
        await OpenATicketAsync(anna);
        await JudgeWhatWasDoneOutsideAsync(anna, total);

        var told = await anna.ReadAsync();
        await JudgeCardsAsync(told);
        var story = Story(anna, told);
        output.WriteLine(story);
        foreach (var (other, its) in world.Stories)
            story.ShouldBe(its, $"{channel} tells it otherwise than {other}.");
        world.Stories[channel] = story;
    }

    private static async Task BrowseAsync(Talker anna)
    {
        await anna.SayAsync("Hello! What VPS plans do you have?");
        var plans = await anna.HearAsync("Virtual servers");
        plans.Choices.Where(c => c.Label == "Order").Select(c => c.Of).ShouldBe(["VPS S", "VPS M", "VPS L", "VPS XL"]);
    }

    /// <returns>The total as the order summary shows it.</returns>
    private static async Task<string> OrderAsync(Talker anna)
    {
        await anna.SayAsync("I'd like the one with 4 gigs, paid yearly");
        await anna.HearAsync(Chosen);
        await anna.SignInAsync();
        await anna.HearAsync("the order's summary", IsSummary);

        await anna.SayAsync($"call it {anna.Server}");
        await anna.HearAsync("a summary with the name", t => IsSummary(t) && t["Server name"] == anna.Server);
        await anna.SayAsync("make it ubuntu 24.04");
        var summary = await anna.HearAsync("a summary with the system", t => IsSummary(t) && t["System"] == "Ubuntu 24.04");
        summary["Plan"].ShouldBe("VPS M");
        summary["Billing"].ShouldBe("yearly");
        summary["Server name"].ShouldBe(anna.Server);
        summary["Region"].ShouldBe("Frankfurt");
        var total = summary["Total to pay now"];
        await anna.PressAsync(summary, summary.Choice($"Place order for {total}"));
        return total;
    }

    private static bool IsSummary(Told told) => told.Has("Total to pay now");

    private async Task PayAsync(Talker anna, string total)
    {
        var placed = await anna.HearAsync("an order", t => t.Words.Any(w => w.StartsWith("Order ", StringComparison.Ordinal) && w.EndsWith("is placed", StringComparison.Ordinal)));
        await Outside.PayAsync(new Uri(world.Program.Address, placed.Choice($"Pay {total}").Link!));
        await anna.HearAsync($"Your payment of {total}");

        // Told by itself, without being asked.
        var ready = await anna.HearAsync($"{anna.Server} is ready");
        ready["Status"].ShouldBe("running");
        ready["Address"].ShouldNotBeEmpty();
    }

    private static async Task RunAsync(Talker anna)
    {
        await anna.SayAsync("how is my server doing?");
        (await anna.HearAsync("the server's state", t => t.Shows(anna.Server) && !t.Shows("is ready") && t.Has("Status")))["Status"].ShouldBe("running");
        await anna.SayAsync("please reboot it");
        var asked = await anna.HearAsync($"Reboot {anna.Server}?");
        await anna.PressAsync(asked, asked.Choice("Yes, reboot it"));
        await anna.HearAsync($"{anna.Server} has rebooted and is back.");
    }

    private static async Task AskAsync(Talker anna)
    {
        await anna.SayAsync("how do I connect to my server by ssh?");
        (await anna.HearAsync("an article", t => t.Choices.Any(c => c.Link?.OriginalString.Contains("/help/", StringComparison.Ordinal) == true))).Shows("ssh").ShouldBeTrue();
    }

    private static async Task OpenATicketAsync(Talker anna)
    {
        await anna.SayAsync("I want to open a ticket");
        await anna.HearAsync("Describe it in your own words");
        await anna.SayAsync("Please set the reverse DNS of my server to its name");
        (await anna.HearAsync("a ticket", t => t.Shows("Ticket") && t.Has("Status") && t.Shows("is open")))["Status"].ShouldBe("open, with us");
    }

    private async Task JudgeWhatWasDoneOutsideAsync(Talker anna, string total)
    {
        var effects = await Outside.EffectsAsync();
        effects.MachinesCreated.Count(m => m.Name == anna.Server).ShouldBe(1);
        effects.MachinesDestroyed.ShouldBeEmpty();
        effects.Charges.Count.ShouldBe(effects.MachinesCreated.Count);
        effects.Charges.ShouldAllBe(c => (c.Amount / 100m).ToString("$0.00", CultureInfo.InvariantCulture) == total);
        (await Outside.MailAsync(anna.Email, "is ready")).Text.ShouldContain(anna.Server);
    }

    /// <summary>Each card of the story to the library that Teams and Web Chat draw it with.</summary>
    private static async Task JudgeCardsAsync(IReadOnlyList<Told> told)
    {
        var cards = told.SelectMany(t => t.Cards ?? []).ToArray();
        if (cards.Length > 0 && ClientFactAttribute.Missing is null)
            (await OfficialCards.FaultsAsync(cards)).ShouldAllBe(faults => faults.Length == 0);
    }

    /// <summary>All that was told, but for the signing in: from the plan that was chosen to the order's summary.</summary>
    private static string Story(Talker anna, IReadOnlyList<Told> told)
    {
        var chosen = told.TakeWhile(t => !t.Shows(Chosen)).Count();
        var summary = told.TakeWhile(t => !IsSummary(t)).Count();
        return string.Join("\n--\n", told.Take(chosen + 1).Concat(told.Skip(summary)).Select(t => t.Plainly(anna.Server, anna.Email, anna.Email.Split('@')[0])));
    }
}
