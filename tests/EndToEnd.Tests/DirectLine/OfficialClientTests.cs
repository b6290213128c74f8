using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.EndToEnd.Tests.Harness;
using EzSolutions.EndToEnd.Tests.Story;
using EzSolutions.WebApi.Conversations.DirectLine;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.DirectLine;

/// <summary>The official clients, unchanged, in a real browser on another site's page, against the real program.</summary>
[Collection(WholeProgram.Name)]
public sealed class OfficialClientTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-site-for-tests-only-00001";
    private const int Online = 2;
    private const int ExpiredToken = 3;
    private const float Limit = 60_000;

    private readonly DataFolder _data = new();
    private ClientSite? _site;
    private RunningProgram? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private RunningProgram Program => _program.ShouldNotBeNull();

    private string Domain => new Uri(Program.Address, "/v3/directline").ToString();

    public async Task InitializeAsync()
    {
        _site = await ClientSite.OpenAsync();
        _program = await RunningProgram.StartAsync(
            _data,
            ("DirectLine__Sites__site__Secret", Secret),
            ("DirectLine__Sites__site__TrustedOrigins__0", _site.Origin),
            ("Conversations__OpenPerAddress", "1000"),
            ("Conversations__MessagesPerMinute", "1000"));
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        SetDefaultExpectTimeout(Limit);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
        _data.Dispose();
    }

    [ClientFact]
    public async Task Directlinejs_talks_by_stream_and_by_polling_uploads_reconnects_resumes_and_notices_an_expired_token()
    {
        var page = await PageAsync();
        var token = await TokenAsync("dl_ada");
        await TalkAsync(page, "stream", new { domain = Domain, token, webSocket = true });
        await TalkAsync(page, "polling", new { domain = Domain, token = await TokenAsync("dl_bob"), webSocket = false, pollingInterval = 200 });
        await MissNothingAsync(page);
        await ResumeAsync(page);
        await NoticeExpiryAsync(page);
    }

    [ClientFact]
    public async Task Web_Chat_orders_a_server_by_the_buttons_of_adaptive_cards()
    {
        var page = await PageAsync();
        await page.EvaluateAsync("([domain, token]) => renderWebChat(domain, token)", new[] { Domain, await TokenAsync("dl_anna") });
        await SayAsync(page, "Show me your VPS plans");
        await Expect(page.GetByText("VPS M", new() { Exact = true }).First).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "webchat-plans");
        await page.Locator(".ac-container").Filter(new() { HasText = "VPS M" })
            .Filter(new() { Has = page.Locator(".ac-pushButton") }).Last.Locator(".ac-pushButton").ClickAsync();

        await Button(page, "Monthly").ClickAsync();
        await LinkAsync(page, "anna.webchat@example.com");

        var confirm = Button(page, "Place order for $12.00");
        await Expect(confirm).ToBeVisibleAsync();
        await confirm.ClickAsync();
        await Expect(Button(page, "Pay $")).ToBeVisibleAsync();
        await Expect(page.GetByText("Send failed")).ToHaveCountAsync(0);
        await Pictures.TakeAsync(page, "webchat-order");
    }

    /// <summary>The site's server has said who writes: that person's account is linked, once, on a page of ours that the card opens.</summary>
    private async Task LinkAsync(IPage page, string email)
    {
        var link = await page.RunAndWaitForPopupAsync(() => Button(page, "Link my account").ClickAsync());
        await link.GetByRole(AriaRole.Button, new() { Name = "Yes, that's me" }).ClickAsync();
        await link.GetByLabel("E-mail address").FillAsync(email);
        await link.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await link.GetByLabel("6-digit code").FillAsync(await new Outside(Program.SandboxAddress).SignInCodeAsync(email));
        await link.GetByLabel("I agree").CheckAsync();
        await link.GetByRole(AriaRole.Button, new() { Name = "Link the account" }).ClickAsync();
        await Expect(link.GetByText("Your account is linked").First).ToBeVisibleAsync();
        await link.CloseAsync();
    }

    private static async Task TalkAsync(IPage page, string name, object options)
    {
        await page.EvaluateAsync("([name, options]) => connect(name, options)", new object[] { name, options });
        await TellsAsync(page, name, "texts(name).length > 0");
        await StatusAsync(page, name, Online);
        var id = await page.EvaluateAsync<string>("([name, text]) => say(name, text)", new[] { name, $"help by {name}" });
        await TellsAsync(page, name, $"texts(name).includes('help by {name}')");
        (await page.EvaluateAsync<string>("([name, text]) => told(name).activities.find(a => a.text === text).id", new[] { name, $"help by {name}" })).ShouldBe(id);
        await TellsAsync(page, name, "told(name).activities.at(-1).from.role === 'bot'");

        await page.EvaluateAsync("name => upload(name, 'my log', 'server.log', 'all is well')", name);
        await TellsAsync(page, name, "told(name).activities.some(a => a.attachments?.[0]?.name === 'server.txt')");
    }

    private static async Task MissNothingAsync(IPage page)
    {
        await page.EvaluateAsync("() => dropStreams()");
        await page.EvaluateAsync("() => say('stream', 'while it was away')");
        await TellsAsync(page, "stream", "texts(name).includes('while it was away')");
        await page.EvaluateAsync("() => say('stream', 'and after')");
        await TellsAsync(page, "stream", "texts(name).includes('and after')");

        // Nothing twice, nothing left out: the sequence has no gaps.
        await TellsAsync(page, "stream", "told(name).activities.at(-1).from.role === 'bot'");
        var sequences = await page.EvaluateAsync<long[]>("() => told('stream').activities.filter(a => a.type === 'message').map(a => a.channelData['webchat:sequence-id'])");
        sequences.ShouldBe(Enumerable.Range(1, sequences.Length).Select(i => (long)i));
    }

    private async Task ResumeAsync(IPage page)
    {
        var known = await page.EvaluateAsync<string[]>("() => [told('stream').line.token, told('stream').line.conversationId]");
        await page.EvaluateAsync(
            "([name, options]) => connect(name, options)",
            new object[] { "resumed", new { domain = Domain, token = known[0], conversationId = known[1], watermark = "0", webSocket = true } });
        await TellsAsync(page, "resumed", "texts(name).includes('help by stream') && texts(name).includes('and after')");
    }

    private async Task NoticeExpiryAsync(IPage page)
    {
        var options = new DirectLineOptions { TokenLifetime = TimeSpan.FromMinutes(30) };
        options.Sites["site"] = new DirectLineSite { Secret = Secret };
        var expired = new DirectLineTokens(new Settings<DirectLineOptions>(options), new Yesterday())
            .Sign(new DirectLineToken("site", Guid.CreateVersion7(), TokenUse.Conversation, "dl_late", null, null, 0), options.TokenLifetime);

        // Its token runs out, and the site gives it another one.
        var good = await page.EvaluateAsync<string>("expired => { const line = told('polling').line; const good = line.token; line.token = expired; return good; }", expired);
        await StatusAsync(page, "polling", ExpiredToken);
        await page.EvaluateAsync("token => { const { line } = told('polling'); line.reconnect({ conversationId: line.conversationId, token }); }", good);
        await page.EvaluateAsync("() => say('polling', 'back again')");
        await TellsAsync(page, "polling", "texts(name).includes('back again')");
    }

    /// <summary>As it stands on a card; Web Chat keeps a second one of each for screen readers.</summary>
    private static ILocator Button(IPage page, string label) => page.Locator(".ac-pushButton", new() { HasText = label }).Last;

    private static Task TellsAsync(IPage page, string name, string holds) =>
        page.WaitForFunctionAsync($"name => {holds}", name, new() { Timeout = Limit });

    private static Task StatusAsync(IPage page, string name, int status) =>
        page.WaitForFunctionAsync("([name, status]) => told(name).statuses.includes(status)", new object[] { name, status }, new() { Timeout = Limit });

    private static async Task SayAsync(IPage page, string text)
    {
        // Web Chat takes what is typed while it is connected.
        await Expect(page.GetByText("Connectivity Status: Connected")).ToBeAttachedAsync();
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Message input box" });
        await box.PressSequentiallyAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByText(text, new() { Exact = true }).First).ToBeVisibleAsync();
    }

    private async Task<IPage> PageAsync()
    {
        var page = await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = 480, Height = 900 } });
        page.Console += (_, message) => output.WriteLine($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => output.WriteLine($"error: {error}");
        page.SetDefaultTimeout(Limit);
        await page.GotoAsync(_site!.Address.ToString());
        return page;
    }

    /// <summary>As a site's own server gets it.</summary>
    private async Task<string> TokenAsync(string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Program.Address, "/v3/directline/tokens/generate"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        request.Content = JsonContent.Create(new { user = new { id = user, name = "Anna" } });
        using var answer = await Program.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-1);
    }

    private sealed class Settings<T>(T value) : Microsoft.Extensions.Options.IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
