using System.Net.Http.Json;
using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>Staff see in the console what became of their words on somebody else's channel, and what they do about it really happens there.</summary>
[Collection(WholeProgram.Name)]
public sealed class DeliveryDeskTests(ITestOutputHelper output) : BrowserStory(output)
{
    private const string Words = "Your server has a second disk now.";

    [BrowserFact]
    public async Task Message_that_Teams_refused_is_seen_with_its_reason_and_sent_again_by_hand_once()
    {
        var teams = await NewPersonAsync();
        await teams.GotoAsync(new Uri(Program.SandboxAddress, "teams").ToString());
        await teams.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("Hello, could I talk to a person?");
        await teams.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Heard(teams, "next in line")).ToBeVisibleAsync();
        var conversation = (await teams.Locator("main").GetAttributeAsync("data-conversation")).ShouldNotBeNull();

        var desk = new StaffDesk(await NewPersonAsync());
        await desk.SignInAsync(Program.Address, "ada@demo.example", "demo-password-1");
        await desk.OpenAsync("alice");
        await desk.TakeOverAsync();
        await Expect(Heard(teams, "Ada is with you now.")).ToBeVisibleAsync();

        await BlockAsync(conversation, "MessageWritesBlocked");
        await desk.ReplyAsync(Words);
        var line = desk.Messages.Locator("[data-state=failed]");
        await Expect(line).ToContainTextAsync("Not delivered: ");
        await Pictures.TakeAsync(desk.Page, "console-delivery");

        await BlockAsync(conversation, reason: null);
        await line.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(desk.Messages.Locator("[data-state=failed]")).ToHaveCountAsync(0);
        await Expect(Heard(teams, Words)).ToHaveCountAsync(1);

        await DoAsync("botframework/_activities", new
        {
            user = "29:alice",
            name = "alice",
            kind = "personal",
            conversation,
            activity = new
            {
                type = "event",
                name = "application/vnd.microsoft.readReceipt",
                text = (string?)null,
                value = new { lastReadMessageId = await Heard(teams, Words).GetAttributeAsync("id") },
            },
        });
        await Expect(desk.Messages.Locator("[data-state=read]").Last).ToHaveTextAsync("Read");
    }

    private static ILocator Heard(IPage teams, string words) => teams.Locator(".say:not(.me)").Filter(new() { HasText = words });

    private Task BlockAsync(string conversation, string? reason) => DoAsync("botframework/_blocks", new { conversation, reason });

    private async Task DoAsync(string path, object body)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(Program.SandboxAddress, path), body);
        answer.EnsureSuccessStatusCode();
    }
}
