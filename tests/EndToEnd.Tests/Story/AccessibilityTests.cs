using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>Console, chat and help, light and dark, at a desk and on a phone: everything has a name, enough contrast, and fits its window.</summary>
[Collection(WholeProgram.Name)]
public sealed class AccessibilityTests(ITestOutputHelper output) : BrowserStory(output)
{
    private static readonly (int Width, int Height)[] Windows = [(1280, 800), (390, 844)];

    private readonly List<string> _found = [];

    [BrowserFact]
    public async Task Console_chat_and_help_can_be_read_and_used_by_everybody()
    {
        using var visitor = await ChatVisitor.OpenAsync(Program.Address);
        await visitor.SayAsync("Which VPS plans do you have?");
        await visitor.HearAsync("VPS M");
        await visitor.SayAsync("I want to talk to a person about my invoice");
        await visitor.HearAsync("next in line");
        using (var asked = await Program.Http.GetAsync(new Uri("help?q=umbrellas+zanzibar", UriKind.Relative)))
            asked.EnsureSuccessStatusCode();

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await LookAtTheConsoleAsync(visitor.Known.ConversationId, scheme);
            await LookAtTheHelpAsync(scheme);
            await LookAtTheChatAsync(scheme);
        }

        _found.ShouldBeEmpty();
    }

    private async Task LookAtTheConsoleAsync(Guid conversation, ColorScheme scheme)
    {
        var page = await NewPersonAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(At("console/"));
        await Expect(page.GetByLabel("E-mail address")).ToBeVisibleAsync();
        _found.AddRange(await Axe.LookAsync(page.MainFrame, $"sign-in, {scheme}"));
        await new StaffDesk(page).SignInAsync(Program.Address, "ada@demo.example", "demo-password-1");

        foreach (var (place, shows) in new[]
        {
            ("?view=waiting", "Waiting"),
            ($"?view=waiting&conversation={conversation}", "I want to talk to a person about my invoice"),
            ($"?view=waiting&conversation={conversation}&panel=customer", "Why the bot said that"),
            ("?room=articles", "Account"),
            ("?room=articles&article=en/firewall", "Ways people ask for it"),
            ("?room=articles&article=new", "New article"),
            ("?room=questions", "umbrellas zanzibar"),
        })
        {
            foreach (var (width, height) in Windows)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.GotoAsync(At($"console/{place}"));
                await Expect(page.GetByText(shows).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
                await JudgeAsync(page, $"console {place}, {scheme}, {width} wide");
            }
        }
    }

    private async Task LookAtTheHelpAsync(ColorScheme scheme)
    {
        var page = await NewPersonAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        foreach (var place in new[] { "help", "help/firewall", "help?q=how+do+i+connect+by+ssh", "help?q=umbrellas+zanzibar", "help/nothing-here" })
        {
            foreach (var (width, height) in Windows)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.GotoAsync(At(place));
                await JudgeAsync(page, $"{place}, {scheme}, {width} wide");
            }
        }
    }

    private async Task LookAtTheChatAsync(ColorScheme scheme)
    {
        var page = await NewPersonAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(Program.Address.ToString());
        var chat = new ChatWindow(page);
        await chat.OpenAsync();
        _found.AddRange(await Axe.LookAsync(ChatFrame(page), $"empty chat, {scheme}"));
        await chat.SayAsync("Which VPS plans do you have?");
        await Expect(chat.Card("Virtual servers").GetByText("VPS M")).ToBeVisibleAsync();
        _found.AddRange(await Axe.LookAsync(ChatFrame(page), $"chat with a card, {scheme}"));

        await page.Context.SetOfflineAsync(true);
        await Expect(chat.Offline).ToBeVisibleAsync();
        await chat.SayAsync("Is anybody there?");
        _found.AddRange(await Axe.LookAsync(ChatFrame(page), $"chat without a network, {scheme}"));
        await page.Context.SetOfflineAsync(false);
        await Expect(chat.Offline).ToHaveCountAsync(0);
    }

    private static IFrame ChatFrame(IPage page) => page.Frames.Single(f => f.Url.Contains("/widget/", StringComparison.Ordinal));

    private async Task JudgeAsync(IPage page, string where)
    {
        _found.AddRange(await Axe.LookAsync(page.MainFrame, where));
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth") > 0)
            _found.Add($"{where}: wider than its window");
    }

    private string At(string place) => new Uri(Program.Address, place).ToString();
}
