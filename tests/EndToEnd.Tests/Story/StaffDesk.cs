using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>The console as a colleague has it.</summary>
internal sealed class StaffDesk(IPage page)
{
    public IPage Page => page;

    public ILocator Messages => page.GetByRole(AriaRole.Log, new() { Name = "Conversation" });

    public ILocator Customer => page.GetByRole(AriaRole.Complementary, new() { Name = "Customer" });

    public async Task SignInAsync(Uri program, string email, string password)
    {
        await page.GotoAsync(new Uri(program, "console/").ToString());
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Password" }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(View("Waiting")).ToBeVisibleAsync();
    }

    public ILocator View(string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Row(string customer) => page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).Filter(new() { HasText = customer });

    public async Task OpenAsync(string customer)
    {
        await Row(customer).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = $"Conversation with {customer}" })).ToBeVisibleAsync();
    }

    public async Task TakeOverAsync()
    {
        await Actions.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(page.GetByText("You are answering")).ToBeVisibleAsync();
    }

    public async Task ReturnToBotAsync()
    {
        await ActAsync("Return to the bot");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Return to the bot" }).ClickAsync();
        await Expect(page.GetByText("The bot is answering", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>One of the steps in the open conversation's own menu.</summary>
    public async Task ActAsync(string step)
    {
        await Actions.GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = step }).ClickAsync();
    }

    /// <summary>One of the items in the menu under one's own name.</summary>
    public async Task MenuAsync(string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account menu of" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    public Task ReplyAsync(string text) => WriteAsync("Reply", "Reply to the customer", text);

    public Task NoteAsync(string text) => WriteAsync("Internal note", "Internal note", text);

    private ILocator Actions => page.GetByRole(AriaRole.Group, new() { Name = "Conversation actions" });

    private async Task WriteAsync(string tab, string label, string text)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = label });
        await field.PressSequentiallyAsync(text, new() { Delay = 8 });
        await field.PressAsync("Enter");
        await Expect(Messages.GetByText(text)).ToBeVisibleAsync();
    }
}
