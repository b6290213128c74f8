using System.Globalization;
using System.Text.RegularExpressions;
using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>The product's main job, played in a real browser against the real program, and judged by what people see.</summary>
[Collection(WholeProgram.Name)]
public sealed partial class WholeStoryTests(ITestOutputHelper output) : BrowserStory(output)
{
    private const string Email = "anna.berg@example.com";
    private const string Customer = "anna.berg";
    private const string Server = "web1.example.com";

    [BrowserFact]
    public async Task Customer_orders_pays_and_runs_a_server_by_chat_and_staff_take_the_conversation_over()
    {
        var chat = await EnterTheShopAsync();
        var total = await OrderAsync(chat);
        await PayAsync(chat, total);
        await WatchItBeingSetUpAsync(chat);
        await JudgeWhatWasDoneOutsideAsync(total);
        await RebootAsync(chat);
        await OpenATicketAsync(chat);

        using var others = await OtherVisitors.ArriveAsync(Program.Address);
        await chat.SayAsync("I want to talk to a human, please");
        await Expect(chat.Header).ToContainTextAsync("Waiting for a person");

        var desk = await TakeOverAsync(chat);
        await StaffHelpAsync(chat, desk);
        await BotAnswersAgainAsync(chat, desk);
        await JudgeWhatWasDoneOutsideAsync(total);
    }

    private async Task<ChatWindow> EnterTheShopAsync()
    {
        var chat = new ChatWindow(await NewPersonAsync());
        await chat.Page.GotoAsync(Program.Address.ToString());
        await chat.OpenAsync();
        await chat.SayAsync("Hello! What VPS plans do you have?");
        await Expect(chat.Card("Virtual servers").GetByText("VPS M")).ToBeVisibleAsync();
        return chat;
    }

    /// <returns>The total as the order summary shows it.</returns>
    private async Task<string> OrderAsync(ChatWindow chat)
    {
        await chat.SayAsync("I'd like the one with 4 gigs, paid yearly");
        await chat.HearAsync("VPS M it is");
        await chat.HearAsync("in Frankfurt and pick a name for it");
        await chat.HearAsync("What's your e-mail address?");
        await chat.SayAsync(Email);
        await chat.HearAsync($"I've sent a 6-digit code to {Email}");
        await chat.SayAsync(await Outside.SignInCodeAsync(Email));
        await chat.HearAsync("you're signed in");

        var summary = chat.Card("Your order");
        await Expect(ChatWindow.Fact(summary, "Plan")).ToHaveTextAsync("VPS M");
        await chat.SayAsync($"call it {Server}");
        await Expect(ChatWindow.Fact(summary, "Server name")).ToHaveTextAsync(Server);
        await chat.SayAsync("make it ubuntu 24.04");
        await Expect(ChatWindow.Fact(summary, "System")).ToHaveTextAsync("Ubuntu 24.04");
        await Expect(ChatWindow.Fact(summary, "Billing")).ToHaveTextAsync("yearly");
        await Expect(ChatWindow.Fact(summary, "Server name")).ToHaveTextAsync(Server);
        await Expect(ChatWindow.Fact(summary, "Region")).ToHaveTextAsync("Frankfurt");
        var total = await ChatWindow.Fact(summary, "Total to pay now").InnerTextAsync();
        await chat.ShowTheEndAsync();
        await Pictures.TakeAsync(chat.Page, "widget-order");

        (await Outside.EffectsAsync()).Charges.ShouldBeEmpty();
        await summary.GetByRole(AriaRole.Button, new() { Name = $"Place order for {total}" }).ClickAsync();
        await Expect(chat.Card(OrderPlaced())).ToBeVisibleAsync();
        return total;
    }

    private static async Task PayAsync(ChatWindow chat, string total)
    {
        var link = chat.Card(OrderPlaced()).GetByRole(AriaRole.Link, new() { Name = $"Pay {total}" });
        var payment = await chat.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await Expect(payment.GetByRole(AriaRole.Heading, new() { Name = "Complete your payment" })).ToBeVisibleAsync();
        await payment.GetByLabel("Card number").PressSequentiallyAsync("4242424242424242");
        await payment.GetByLabel("Expiry").PressSequentiallyAsync("1234");
        await payment.GetByLabel("Security code").PressSequentiallyAsync("123");
        await payment.GetByRole(AriaRole.Button, new() { Name = $"Pay {total}" }).ClickAsync();
        await Expect(payment.GetByRole(AriaRole.Heading, new() { Name = "Paid. Thank you!" })).ToBeVisibleAsync();
        await payment.CloseAsync();
        await chat.HearAsync($"Your payment of {total}");
    }

    /// <summary>One card, whose bar grows in place until it has become the running server's.</summary>
    private async Task WatchItBeingSetUpAsync(ChatWindow chat)
    {
        var ready = chat.Card($"{Server} is ready");
        var seen = new List<int>();
        while (await ready.CountAsync() == 0)
        {
            (await chat.Progress.CountAsync()).ShouldBeLessThanOrEqualTo(1);
            if (await chat.Progress.CountAsync() == 1 && await PercentAsync(chat) is { } percent && (seen.Count == 0 || percent != seen[^1]))
                seen.Add(percent);
        }

        seen.ShouldBeInOrder(SortDirection.Ascending);
        seen.Count.ShouldBeGreaterThan(1, "The progress card never moved.");
        await Expect(chat.Progress).ToHaveCountAsync(0);
        await Expect(chat.Cards($"Setting up {Server}")).ToHaveCountAsync(0);
        await Expect(ChatWindow.Fact(ready, "Status")).ToHaveTextAsync("running");
        await Expect(ChatWindow.Fact(ready, "Address")).ToContainTextAsync(Address());
        (await Outside.MailAsync(Email, "is ready")).Text.ShouldContain(Server);
        await Pictures.TakeAsync(chat.Page, "widget-running");
        await Pictures.TakeOnPhoneAsync(chat.Page, "widget-phone");
    }

    /// <summary>The bar can be replaced by the finished card between two looks.</summary>
    private static async Task<int?> PercentAsync(ChatWindow chat)
    {
        try
        {
            var value = await chat.Progress.GetAttributeAsync("aria-valuenow", new() { Timeout = 1_000 });
            return value is null ? null : int.Parse(value, CultureInfo.InvariantCulture);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task JudgeWhatWasDoneOutsideAsync(string total)
    {
        var effects = await Outside.EffectsAsync();
        var charge = effects.Charges.ShouldHaveSingleItem();
        (charge.Amount / 100m).ToString("$0.00", CultureInfo.InvariantCulture).ShouldBe(total);
        charge.Currency.ShouldBe("usd");
        effects.MachinesCreated.ShouldHaveSingleItem().Name.ShouldBe(Server);
        effects.MachinesDestroyed.ShouldBeEmpty();
    }

    private static async Task RebootAsync(ChatWindow chat)
    {
        await chat.SayAsync("please reboot my server");
        await Expect(chat.Card($"Reboot {Server}?")).ToBeVisibleAsync();
        await chat.SayAsync("yes");
        await chat.HearAsync($"{Server} has rebooted and is back.");
        await Expect(ChatWindow.Fact(chat.Card(Server), "Status")).ToHaveTextAsync("running");
    }

    private static async Task OpenATicketAsync(ChatWindow chat)
    {
        await chat.SayAsync("I want to open a ticket");
        await chat.HearAsync("Describe it in your own words");
        await chat.SayAsync($"Please set the reverse DNS of my server to {Server}");
        await Expect(ChatWindow.Fact(chat.Card(TicketOpen()), "Status")).ToHaveTextAsync("open, with us");
    }

    private async Task<StaffDesk> TakeOverAsync(ChatWindow chat)
    {
        var desk = new StaffDesk(await NewPersonAsync());
        await desk.SignInAsync(Program.Address, "ada@demo.example", "demo-password-1");
        await Expect(desk.Row(Customer)).ToBeVisibleAsync();
        await Pictures.TakeAsync(desk.Page, "console-inbox");

        await desk.OpenAsync(Customer);
        await Expect(desk.Customer.GetByText(Email)).ToBeVisibleAsync();
        await Expect(desk.Customer.GetByText(Server).First).ToBeVisibleAsync();
        await Expect(desk.Customer.GetByText("reverse DNS").First).ToBeVisibleAsync();
        await desk.TakeOverAsync();
        await Expect(chat.Header).ToContainTextAsync("Ada");
        await Expect(chat.Header).ToContainTextAsync("is here to help");
        return desk;
    }

    private static async Task StaffHelpAsync(ChatWindow chat, StaffDesk desk)
    {
        const string note = "Checked by hand: the PTR record of this range is ours to set.";
        await desk.ReplyAsync("Hi Anna, Ada here. I am looking at your reverse DNS right now.");
        await chat.HearAsync("I am looking at your reverse DNS right now.");
        await desk.NoteAsync(note);

        // What the bot would have answered at once, it now leaves to the owner.
        await chat.SayAsync("Thanks! And what VPS plans do you have?");
        await Expect(desk.Messages.GetByText("And what VPS plans do you have?")).ToBeVisibleAsync();
        await desk.ReplyAsync("It is set. The plans are the same four; shall I hand you back to our assistant?");
        await chat.HearAsync("It is set.");
        await chat.SayNothingOfAsync(note);
        await Expect(chat.Cards("Virtual servers")).ToHaveCountAsync(1);
        await Pictures.TakeAsync(desk.Page, "console-conversation");
        await Pictures.TakeOnPhoneAsync(desk.Page, "console-phone");
    }

    private static async Task BotAnswersAgainAsync(ChatWindow chat, StaffDesk desk)
    {
        await desk.ReturnToBotAsync();
        await Expect(chat.Header).ToContainTextAsync("Answers right away");
        await chat.SayAsync("show my invoices");
        await Expect(chat.Card("Your invoices").GetByText("INV-")).ToBeVisibleAsync();
        await Expect(chat.Cards("Virtual servers")).ToHaveCountAsync(1);
        await chat.SayNothingOfAsync("Checked by hand");
    }

    [GeneratedRegex(@"^Order \S+ is placed$", RegexOptions.None, 200)]
    private static partial Regex OrderPlaced();

    [GeneratedRegex(@"^Ticket \S+ is open$", RegexOptions.None, 200)]
    private static partial Regex TicketOpen();

    [GeneratedRegex(@"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", RegexOptions.None, 200)]
    private static partial Regex Address();
}
