using System.Net;
using System.Text.RegularExpressions;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>Workspaces that add the app by themselves, and that take it away again.</summary>
public sealed partial class SlackInstallTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Workspace_that_adds_the_app_is_served_and_its_token_is_kept_sealed()
    {
        var bob = new SlackPerson(_host, "bob", team: SlackPerson.OtherWorkspace);
        (await bob.SayAsync("help")).ShouldBe(200);
        (await bob.EntriesAsync()).ShouldBe(0);

        using var browser = new InstallBrowser(_host);
        (await browser.InstallAsync()).ShouldContain("Another company");
        (await bob.SayAsync("help")).ShouldBe(200);
        await bob.UntilAsync(all => all.Count > 0, "an answer");

        (await _host.ScalarAsync("SELECT count(*)::int FROM channel_installations WHERE position('xoxb' in encode(sealed_token, 'escape')) = 0 AND octet_length(sealed_token) > 20")).ShouldBe(1);
        var listed = (await (await _host.StaffAsync()).GetAsync("admin/installations?channel=slack")).ShouldBe(200);
        listed.Text.ShouldNotContain("xoxb");
        var only = listed.Json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("tenant").GetString().ShouldBe(SlackPerson.OtherWorkspace);
        only.GetProperty("conversations").GetInt32().ShouldBe(1);
        (await (await _host.StaffAsync("sam")).GetAsync("admin/installations")).ShouldBe(403);
    }

    [Fact]
    public async Task Permission_counts_in_the_browser_that_asked_for_it_alone_and_once()
    {
        using var mine = new InstallBrowser(_host);
        using var theirs = new InstallBrowser(_host);
        var back = await mine.AllowAsync();
        (await theirs.OpenAsync(back)).Status.ShouldBe(400);
        await theirs.AllowAsync();
        (await theirs.OpenAsync(back)).Status.ShouldBe(400);
        (await mine.OpenAsync(back)).Status.ShouldBe(200);
        (await mine.OpenAsync(back)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Permission_that_is_too_old_refused_or_made_up_adds_nothing()
    {
        using var browser = new InstallBrowser(_host);
        (await browser.OpenAsync(await browser.AllowAsync(answer: "cancel"))).Text.ShouldContain("nothing was changed");
        var back = await browser.AllowAsync();
        (await browser.OpenAsync(new Uri(back, "/slack/callback?code=made-up&" + back.Query.Split('&')[1]))).Status.ShouldBe(400);
        back = await browser.AllowAsync();
        _host.Time.Shift = TimeSpan.FromMinutes(11);
        (await browser.OpenAsync(back)).Status.ShouldBe(400);
        (await _host.ScalarAsync("SELECT count(*)::int FROM channel_installations")).ShouldBe(0);
    }

    [Theory]
    [InlineData("uninstall")]
    [InlineData("revoke")]
    public async Task Workspace_that_takes_the_app_away_is_forgotten_and_can_add_it_again(string how)
    {
        using var browser = new InstallBrowser(_host);
        await browser.InstallAsync();
        var bob = new SlackPerson(_host, "bob", team: SlackPerson.OtherWorkspace);
        (await bob.SayAsync("help")).ShouldBe(200);
        await bob.UntilAsync(all => all.Count > 0, "an answer");

        (await bob.DoAsync(new { @do = how })).ShouldBe(200);
        (await _host.ScalarAsync("SELECT octet_length(sealed_token) FROM channel_installations WHERE removed_at IS NOT NULL")).ShouldBe(0);
        (await _host.ScalarAsync($"SELECT count(*)::int FROM channel_threads WHERE tenant = '{SlackPerson.OtherWorkspace}' AND blocked_at IS NULL")).ShouldBe(0);
        (await bob.SayAsync("are you there")).ShouldBe(200);
        (await bob.EntriesAsync("e.text = 'are you there'")).ShouldBe(0);

        await browser.InstallAsync();
        var before = (await bob.HeardAsync()).Count;
        (await bob.SayAsync("hello again")).ShouldBe(200);
        await bob.UntilAsync(all => all.Count > before, "an answer again");
    }

    [Fact]
    public async Task News_of_a_removal_from_before_the_app_was_added_again_takes_nothing_away()
    {
        using var browser = new InstallBrowser(_host);
        await browser.InstallAsync();
        var bob = new SlackPerson(_host, "bob", team: SlackPerson.OtherWorkspace);
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-2).ToUnixTimeSeconds();
        (await bob.DoAsync(new { @do = "event", @event = new { type = "app_uninstalled" }, envelope = new { event_time = before } })).ShouldBe(200);
        (await bob.DoAsync(new { @do = "event", @event = new { type = "tokens_revoked", tokens = new { bot = new[] { "USOMEBODYELSE" } } } })).ShouldBe(200);
        (await bob.DoAsync(new { @do = "event", @event = new { type = "tokens_revoked", tokens = new { oauth = new[] { "UBOT0002" } } } })).ShouldBe(200);
        (await bob.SayAsync("help")).ShouldBe(200);
        await bob.UntilAsync(all => all.Count > 0, "an answer");
    }

    [Fact]
    public async Task One_workspace_never_reaches_anothers_conversations_by_their_ids()
    {
        using var browser = new InstallBrowser(_host);
        await browser.InstallAsync();
        var alice = new SlackPerson(_host, "alice");
        (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
        var card = (await alice.UntilSaidAsync("VPS")).Last(m => SlackPerson.Buttons(m).Count > 0);
        var button = SlackPerson.Buttons(card).First(b => b["value"] is not null);
        var heard = (await alice.HeardAsync()).Count;

        // Alice's user and channel ids, her very button, but said to be in the other workspace.
        var user = await _host.ScalarAsync("SELECT user_id FROM channel_threads WHERE tenant = 'T0SANDBOX'");
        var mallory = new SlackPerson(_host, "mallory", team: SlackPerson.OtherWorkspace);
        (await mallory.DoAsync(new { text = "list my invoices", @event = new { channel = alice.Place, user, text = "list my invoices", team = SlackPerson.OtherWorkspace } })).ShouldBe(200);
        await mallory.SayAsync("show me your vps plans");
        await mallory.PressAsync("Order", flaw: null);
        var actions = new[] { new { type = "button", action_id = "b0", value = button["value"]!.ToString(), action_ts = "9.9" } };
        (await mallory.DoAsync(new { @do = "press", action = "Order", @event = new { actions, container = new { channel_id = alice.Place, message_ts = card.GetProperty("ts").GetString() }, user = new { id = user, team_id = SlackPerson.OtherWorkspace } } })).ShouldBe(200);

        (await _host.ScalarAsync("SELECT count(*)::int FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.tenant = 'T0SANDBOX' AND e.external_id IS NOT NULL")).ShouldBe(1);
        (await _host.ScalarAsync($"SELECT count(*)::int FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.tenant = 'T0OTHER' AND t.thread_key = '{alice.Place}' AND e.action IS NOT NULL")).ShouldBe(0);
        await ApiHost.EventuallyAsync(
            () => _host.ScalarAsync($"SELECT d.state FROM deliveries d JOIN channel_threads t ON t.id = d.thread_id WHERE t.tenant = 'T0OTHER' AND t.thread_key = '{alice.Place}' LIMIT 1"),
            state => Equals(state, "failed"), "what was to go there fails");
        (await alice.HeardAsync()).Count.ShouldBe(heard);
    }

    /// <summary>An administrator's browser on the way to Slack and back.</summary>
    private sealed partial class InstallBrowser(ApiHost host) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Address };

        public async Task<string> InstallAsync()
        {
            var (status, text) = await OpenAsync(await AllowAsync());
            status.ShouldBe(200, text);
            return text;
        }

        /// <returns>Where Slack sends the browser back to.</returns>
        public async Task<Uri> AllowAsync(string answer = "allow")
        {
            using var away = await _http.GetAsync("slack/install");
            away.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            using var asked = await _http.GetAsync(away.Headers.Location);
            var fields = Hidden().Matches(await asked.Content.ReadAsStringAsync()).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
            (fields["team"], fields["answer"]) = (SlackPerson.OtherWorkspace, answer);
            using var form = new FormUrlEncodedContent(fields);
            using var back = await _http.PostAsync(away.Headers.Location, form);
            return back.Headers.Location!;
        }

        public async Task<(int Status, string Text)> OpenAsync(Uri address)
        {
            using var page = await _http.GetAsync(address);
            return ((int)page.StatusCode, await page.Content.ReadAsStringAsync());
        }

        public void Dispose() => _http.Dispose();

        [GeneratedRegex("""<input type="hidden" name="(?<name>\w+)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Hidden();
    }
}
