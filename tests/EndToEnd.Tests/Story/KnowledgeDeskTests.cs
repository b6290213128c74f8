using System.Text.RegularExpressions;
using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>What nobody could answer becomes an article that the next one who asks is given, written in the console in a real browser.</summary>
[Collection(WholeProgram.Name)]
public sealed class KnowledgeDeskTests(ITestOutputHelper output) : BrowserStory(output)
{
    private const string Asked = "do you support ipv6 tunnels to zanzibar";

    [BrowserFact]
    public async Task Unanswered_question_becomes_an_article_that_answers_it_in_two_languages_and_can_be_taken_back()
    {
        var reader = await NewPersonAsync();
        await AskTheHelpAsync(reader);
        await Expect(reader.GetByText("we have noted your question")).ToBeVisibleAsync();

        var desk = new StaffDesk(await NewPersonAsync());
        await desk.SignInAsync(Program.Address, "ada@demo.example", "demo-password-1");
        await WriteFromTheQuestionAsync(desk.Page);
        await AskTheHelpAsync(reader);
        await reader.GetByRole(AriaRole.Link, new() { Name = "Tunnels to Zanzibar" }).ClickAsync();
        await Expect(reader.GetByText("Only by carrier pigeon.")).ToBeVisibleAsync();

        await EditWithoutLosingAnythingAsync(desk.Page, reader);
        await TranslateAsync(desk.Page, reader);
        await TakeBackAsync(desk.Page, reader);
    }

    private async Task AskTheHelpAsync(IPage reader)
    {
        await reader.GotoAsync(new Uri(Program.Address, "help").ToString());
        await reader.GetByRole(AriaRole.Searchbox, new() { Name = "Search the help" }).FillAsync(Asked);
        await reader.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
    }

    private static async Task WriteFromTheQuestionAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Questions" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = Asked }).GetByRole(AriaRole.Button, new() { Name = "Write an article from this" }).ClickAsync();
        await Expect(page.GetByLabel("Ways people ask for it")).ToHaveValueAsync(Asked);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Tunnels to Zanzibar");
        await Field(page, "Category").FillAsync("Networks");
        await Field(page, "Text").FillAsync("Only by **carrier pigeon**.");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Preview" }).Locator("strong")).ToHaveTextAsync("carrier pigeon");
        await Act(page, "Publish");
        await Expect(page).ToHaveURLAsync(new Regex("article=en%2Ftunnels-to-zanzibar$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static async Task EditWithoutLosingAnythingAsync(IPage page, IPage reader)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Write" }).ClickAsync();
        await Field(page, "Text").FillAsync("By carrier pigeon or by ship.");
        await page.GoBackAsync();
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Leave without saving?" });
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Field(page, "Text")).ToHaveValueAsync("By carrier pigeon or by ship.");
        await Act(page, "Save draft");
        await Expect(page.GetByText("Unpublished changes").First).ToBeVisibleAsync();
        await reader.ReloadAsync();
        await Expect(reader.GetByText("Only by carrier pigeon.")).ToBeVisibleAsync();

        await Act(page, "Publish");
        await Expect(page.GetByText("Unpublished changes")).ToHaveCountAsync(0);
        await reader.ReloadAsync();
        await Expect(reader.GetByText("by ship.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Version 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show version 1 to readers" }).ClickAsync();
        await Expect(page.GetByText("Unpublished changes").First).ToBeVisibleAsync();
        await reader.ReloadAsync();
        await Expect(reader.GetByText("Only by carrier pigeon.")).ToBeVisibleAsync();
    }

    private static async Task TranslateAsync(IPage page, IPage reader)
    {
        await More(page, "Translate into German");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync("Tunnel nach Sansibar");
        await Field(page, "Text").FillAsync("Nur mit der Brieftaube.");
        await Act(page, "Publish");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tunnel nach Sansibar" })).ToBeVisibleAsync();
        await reader.GotoAsync($"{reader.Url.Split('?')[0]}?lang=de");
        await Expect(reader.GetByText("Nur mit der Brieftaube.")).ToBeVisibleAsync();
    }

    private static async Task TakeBackAsync(IPage page, IPage reader)
    {
        await More(page, "Take back");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByText("Taken back", new() { Exact = true })).ToBeVisibleAsync();
        await reader.ReloadAsync();
        await Expect(reader.GetByText("Only by carrier pigeon.")).ToBeVisibleAsync();
    }

    private static ILocator Field(IPage page, string label) => page.GetByRole(AriaRole.Main).GetByLabel(label, new() { Exact = false }).First;

    private static Task Act(IPage page, string name) =>
        page.GetByRole(AriaRole.Group, new() { Name = "Article actions" }).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

    private static async Task More(IPage page, string name)
    {
        await Act(page, "More actions");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = name }).ClickAsync();
    }
}
