using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>The chat as a customer has it: in the corner of the shop's page, read by what can be seen and heard of it.</summary>
internal sealed class ChatWindow(IPage page)
{
    private IFrameLocator Frame => page.FrameLocator("iframe[title='Nimbus Hosting']");

    private ILocator Log => Frame.GetByRole(AriaRole.Log, new() { Name = "Conversation" });

    public IPage Page => page;

    public ILocator Header => Frame.Locator("header");

    /// <summary>Says that there is no network, while there is none.</summary>
    public ILocator Offline => Frame.GetByText("You are offline. Messages are kept and sent later.");

    public ILocator Progress => Frame.GetByRole(AriaRole.Progressbar);

    public async Task OpenAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Chat with Nimbus Hosting" }).ClickAsync();
        await Expect(Header).ToContainTextAsync("Answers right away");
    }

    /// <summary>Types letter by letter and sends with Enter.</summary>
    public async Task SayAsync(string text)
    {
        var field = Frame.GetByRole(AriaRole.Textbox, new() { Name = "Message" });
        await field.PressSequentiallyAsync(text, new() { Delay = 8 });
        await field.PressAsync("Enter");
        await Expect(Text(text)).ToBeVisibleAsync();
    }

    public Task HearAsync(string text) => Expect(Text(text)).ToBeVisibleAsync();

    /// <summary>Scrolls the conversation down to its last word.</summary>
    public Task ShowTheEndAsync() => Log.EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");

    /// <summary>The newest card with this title.</summary>
    public ILocator Card(string title) => Cards(title).Last;

    public ILocator Card(Regex title) => Frame.GetByRole(AriaRole.Region, new() { NameRegex = title }).Last;

    public ILocator Cards(string title) => Frame.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>Everything the log shows with these words.</summary>
    public ILocator Text(string text) => Log.GetByText(text).Last;

    public Task SayNothingOfAsync(string text) => Expect(Log.GetByText(text)).ToHaveCountAsync(0);

    /// <summary>The value of a card's line, by its label.</summary>
    public static ILocator Fact(ILocator card, string label) =>
        card.Locator("dl > div").Filter(new() { Has = card.Page.GetByText(label, new() { Exact = true }) }).Locator("dd");
}
