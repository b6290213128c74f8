using System.Text.RegularExpressions;
using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>What people do for a customer once the bot has passed them on, in a real browser on both sides.</summary>
[Collection(WholeProgram.Name)]
public sealed partial class PeopleAnswerTests(ITestOutputHelper output) : BrowserStory(output)
{
    private const string Email = "ben.cole@example.com";
    private const string Customer = "ben.cole";
    private const string Note = "Never trust his disk labels.";

    [BrowserFact]
    public async Task Customer_is_passed_on_written_to_asked_for_a_rating_and_outside_the_hours_given_a_ticket()
    {
        var chat = new ChatWindow(await NewPersonAsync());
        await SignInAsync(chat);
        var desk = new StaffDesk(await NewPersonAsync());
        await desk.SignInAsync(Program.Address, "ada@demo.example", "demo-password-1");

        await AskAboutAnInvoiceAsync(chat, desk);
        await PassOnAsync(chat, desk);
        await MailTheTranscriptAsync(chat, desk);
        await ReturnWithSummaryAsync(chat, desk);
        await WriteFirstAsync(chat, desk);
        await ResolveAndRateAsync(chat, desk);
        await CloseForTheDayAsync(chat, desk);
    }

    private async Task SignInAsync(ChatWindow chat)
    {
        await chat.Page.GotoAsync(Program.Address.ToString());
        await chat.OpenAsync();
        await chat.SayAsync("I'd like to sign in");
        await chat.HearAsync("What's your e-mail address?");
        await chat.SayAsync(Email);
        await chat.HearAsync($"I've sent a 6-digit code to {Email}");
        await chat.SayAsync(await Outside.SignInCodeAsync(Email));
        await chat.HearAsync("you're signed in");
    }

    private static async Task AskAboutAnInvoiceAsync(ChatWindow chat, StaffDesk desk)
    {
        await chat.SayAsync("I want to talk to a person about my invoice");
        await chat.HearAsync("You are next in line.");
        await Expect(desk.Row(Customer)).ToContainTextAsync("Billing");
        await desk.OpenAsync(Customer);
        await desk.TakeOverAsync();
        await chat.HearAsync("Ada is with you now.");
    }

    /// <summary>To the people who know, with a note that stays among them.</summary>
    private static async Task PassOnAsync(ChatWindow chat, StaffDesk desk)
    {
        await desk.ActAsync("Transfer…");
        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Transfer" });
        await dialog.GetByLabel("Or back into the queue, for people who know").SelectOptionAsync("technical");
        await dialog.GetByLabel("Note for whoever gets it").FillAsync(Note);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put into the queue" }).ClickAsync();
        await chat.HearAsync("Ada passed the conversation to our technical team.");
        await desk.View("Waiting").ClickAsync();
        await Expect(desk.Row(Customer)).ToContainTextAsync("Technical");
        await desk.TakeOverAsync();
        await desk.ReplyAsync("I have moved your disk to the new machine.");
        await chat.HearAsync("I have moved your disk to the new machine.");

        // The customer's window is open: what was said there was seen.
        await Expect(desk.Messages.GetByText("Read", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(desk.Messages.GetByText(Note)).ToBeVisibleAsync();
        await chat.SayNothingOfAsync(Note);
    }

    private async Task MailTheTranscriptAsync(ChatWindow chat, StaffDesk desk)
    {
        await desk.ActAsync("E-mail the transcript");
        await chat.HearAsync($"The transcript was sent to {Email}.");
        var mail = (await Outside.MailAsync(Email, "Your conversation with us")).Text;
        mail.ShouldContain("I want to talk to a person about my invoice");
        mail.ShouldContain("I have moved your disk to the new machine.");
        mail.ShouldContain("••••••");
        mail.ShouldNotContain("disk labels");
    }

    private static async Task ReturnWithSummaryAsync(ChatWindow chat, StaffDesk desk)
    {
        await desk.ActAsync("Return to the bot");
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What you did (optional)").FillAsync("Moved the disk and checked the files.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Return to the bot" }).ClickAsync();
        await chat.HearAsync("Ada is done here: Moved the disk and checked the files.");
        await Expect(chat.Header).ToContainTextAsync("Answers right away");
        await chat.SayAsync("Which web hosting plans do you have?");
        await Expect(chat.Card("Web hosting")).ToBeVisibleAsync();
    }

    private static async Task WriteFirstAsync(ChatWindow chat, StaffDesk desk)
    {
        const string news = "Good news: your old disk is free of charge this month.";
        await desk.MenuAsync("Write to a customer");
        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Write to a customer" });
        await dialog.GetByLabel("Customer’s e-mail address").FillAsync(Email);
        await dialog.GetByLabel("Message").FillAsync(news);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await chat.HearAsync(news);
        await Expect(chat.Header).ToContainTextAsync("Ada");
        await Expect(desk.Page.GetByText("You are answering")).ToBeVisibleAsync();
    }

    private static async Task ResolveAndRateAsync(ChatWindow chat, StaffDesk desk)
    {
        await desk.ActAsync("Resolve");
        var yes = desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Resolve" });
        await yes.ClickAsync();
        var card = chat.Card("How was that?");
        await card.GetByLabel("Anything to add? (optional)").FillAsync("Quick and kind");
        await card.GetByRole(AriaRole.Button, new() { Name = "5 – great" }).ClickAsync();
        await chat.HearAsync("Thank you, I pass that on.");

        await desk.MenuAsync("Team, hours and ratings");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Ratings" }).ClickAsync();
        await Expect(desk.Page.GetByText("5.0 of 5")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByRole(AriaRole.List, new() { Name = "Latest ratings" })).ToContainTextAsync("Quick and kind");
        await desk.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task CloseForTheDayAsync(ChatWindow chat, StaffDesk desk)
    {
        // Open on one day of the week alone, which is not today, wherever the clock stands.
        var day = TimeProvider.System.GetUtcNow().AddDays(3).DayOfWeek.ToString();
        await desk.MenuAsync("Team, hours and ratings");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Opening hours" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = $"Add hours on {day}" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Save opening hours" }).ClickAsync();
        await Expect(desk.Page.GetByText("Closed now")).ToBeVisibleAsync();

        await chat.SayAsync("Could I talk to a human please?");
        await chat.HearAsync($"they are back {day}");
        await chat.SayAsync("The fan of my server is loud, please have a look at it");
        var ticket = chat.Card(TicketOpened());
        await Expect(ChatWindow.Fact(ticket, "Status")).ToHaveTextAsync("open, with us");
        await Expect(ChatWindow.Fact(ticket, "About")).ToContainTextAsync("The fan of my server is loud");
        await Expect(desk.View("Waiting")).ToContainTextAsync("0");
    }

    [GeneratedRegex(@"^Ticket \S+ is open$", RegexOptions.None, 1_000)]
    private static partial Regex TicketOpened();
}
