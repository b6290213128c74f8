using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Integration.Tests.Harness;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>A site's own users, linked once to their account here: whoever the site vouches for, and nobody else.</summary>
public sealed class DirectLineLinkTests(DirectLineHost fixture) : IClassFixture<DirectLineHost>
{
    private const string Linked = "linked and you're signed in";
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task A_user_the_site_vouches_for_links_once_and_is_known_in_every_conversation_from_then_on()
    {
        var (ada, email) = (NewUser(), _host.NewEmail());
        var page = await StartAsync(ada);
        await LinkAsync(page, email);
        (await CustomerOfAsync(page)).ShouldBe(email);
        (await QueuedAsync(page)).ShouldBe(0);

        var later = await StartAsync(ada);
        (await CustomerOfAsync(later)).ShouldBe(email);
        (await later.SayAsync("show my invoices")).ShouldBe(200);
        await later.UntilAsync(Says("no invoices yet"));
        (await CustomerOfAsync(await StartAsync(ada, DirectLineClient.OtherSecret))).ShouldBeNull("The same id on another site is another person.");
        (await CustomerOfAsync(await StartAsync(NewUser()))).ShouldBeNull();
    }

    [Fact]
    public async Task Writing_unlink_ends_it_in_all_conversations()
    {
        var ada = NewUser();
        var (first, second) = (await StartAsync(ada), await StartAsync(ada));
        await LinkAsync(first, _host.NewEmail());
        (await CustomerOfAsync(second)).ShouldNotBeNull();

        (await second.SayAsync("unlink my account")).ShouldBe(200);
        await second.UntilAsync(Says("unlinked"));
        (await CustomerOfAsync(second)).ShouldBeNull();
        (await CustomerOfAsync(first)).ShouldBeNull();
        (await CustomerOfAsync(await StartAsync(ada))).ShouldBeNull();
    }

    [Fact]
    public async Task A_mail_tells_of_the_linking_and_its_link_ends_it()
    {
        var email = _host.NewEmail();
        var page = await StartAsync(NewUser());
        await LinkAsync(page, email);
        var mail = await _host.MailAsync(email, "linked to web chat");
        var link = new Uri(mail.GetProperty("text").GetString()!.Split('\n').Single(l => l.Contains("/unlink/", StringComparison.Ordinal)).Trim());

        using var http = new HttpClient();
        (await http.GetStringAsync(Here(link))).ShouldContain(email);
        (await CustomerOfAsync(page)).ShouldBe(email, "Opening it ends nothing: mailboxes open links by themselves.");
        (await http.PostAsync(Here(link), null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CustomerOfAsync(page)).ShouldBeNull();

        // Linked again, the old mail ends nothing.
        _host.Time.Shift += TimeSpan.FromMinutes(2);
        await LinkAsync(page, email);
        (await http.PostAsync(Here(link), null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CustomerOfAsync(page)).ShouldBe(email);
        (await http.PostAsync(new Uri(_host.Address, "unlink/never-given"), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("made-up-by-the-page")]
    public async Task Whoever_the_site_does_not_name_is_nobody_and_signs_in_by_a_code(string? id)
    {
        var page = await DirectLineClient.StartAsync(_host, tokenBody: new { }, startBody: new { user = new { id } });
        (await page.SayAsync("sign in")).ShouldBe(200);
        await page.UntilAsync(Says("e-mail address"));
        var email = _host.NewEmail();
        (await page.SayAsync(email)).ShouldBe(200);
        await page.UntilAsync(Says("code to"));
        (await page.SayAsync(await _host.CodeAsync(email))).ShouldBe(200);
        await page.UntilAsync(Says("you're signed in"));
        (await CustomerOfAsync(page)).ShouldBe(email);

        (await page.SayAsync("sign in")).ShouldBe(200);
        (await page.UntilAsync(Says("signed in already"))).ShouldNotContain(a => a.GetRawText().Contains("linked", StringComparison.Ordinal));
        (await CustomerOfAsync(await DirectLineClient.StartAsync(_host, tokenBody: new { }, startBody: new { user = new { id } }))).ShouldBeNull();
    }

    [Fact]
    public async Task C05_An_old_proof_shows_no_summary_and_places_no_order_until_a_code_renews_it_and_another_site_cannot()
    {
        var (ada, email) = (NewUser(), _host.NewEmail());
        await LinkAsync(await StartAsync(ada), email);
        var customer = await FundAsync(email, 50_000);
        _host.Time.Shift += TimeSpan.FromHours(25);
        var page = await StartAsync(ada);
        (await CustomerOfAsync(page)).ShouldBe(email, "Known, but not proven any more.");

        foreach (var line in new[] { Order, "yes", "000000" })
            (await page.SayAsync(line)).ShouldBe(200);
        (await page.UntilAsync(Says("code isn't right"))).ShouldNotContain(a => a.GetRawText().Contains("Total to pay now", StringComparison.Ordinal));
        (await SpentAsync(customer)).ShouldBe("0 orders, 50000 left");

        (await page.SayAsync(await _host.CodeAsync(email, 1))).ShouldBe(200);
        var place = (await page.UntilAsync(all => all.Any(a => PlacingOf(a) is not null))).Select(PlacingOf).Last(d => d is not null)!;
        (await SpentAsync(customer)).ShouldBe("0 orders, 50000 left");

        // The same id on another site: no summary, and the first site's button is as good as none.
        var other = await StartAsync(ada, DirectLineClient.OtherSecret);
        foreach (var line in new[] { Order, "yes", "pay my invoice from my credit" })
            (await other.SayAsync(line)).ShouldBe(200);
        await other.UntilAsync(Says("know it's you"));
        await other.PostActivityAsync(new { type = "message", value = place });
        (await other.ReadAsync()).Activities.ShouldAllBe(a => PlacingOf(a) == null && !a.GetRawText().Contains(email, StringComparison.Ordinal));
        (await SpentAsync(customer)).ShouldBe("0 orders, 50000 left");

        (await page.PostActivityAsync(new { type = "message", value = place })).ShouldBe(200);
        await ApiHost.EventuallyAsync(() => SpentAsync(customer), spent => spent.StartsWith("1 orders", StringComparison.Ordinal), "the order");
        (await _host.ScalarAsync($"SELECT count(*)::int FROM orders WHERE customer_id <> '{customer}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Credit_pays_no_invoice_for_an_old_proof_until_a_code_renews_it_nor_for_another_sites_user()
    {
        var (ada, email) = (NewUser(), _host.NewEmail());
        var first = await StartAsync(ada);
        await LinkAsync(first, email);
        foreach (var line in new[] { Order, "yes" })
            (await first.SayAsync(line)).ShouldBe(200);
        await first.UntilAsync(Says("is placed"));
        var customer = (Guid)(await _host.ScalarAsync($"SELECT id FROM customers WHERE email = '{email}'"))!;
        _host.Time.Shift += TimeSpan.FromHours(25);
        await FundAsync(email, 50_000);

        var (page, other) = (await StartAsync(ada), await StartAsync(ada, DirectLineClient.OtherSecret));
        foreach (var line in new[] { "pay my invoice", "yes", "use my credit" })
        {
            (await page.SayAsync(line)).ShouldBe(200);
            (await other.SayAsync(line)).ShouldBe(200);
        }

        await page.UntilAsync(Says("code"));
        await other.UntilAsync(Says("know it's you"));
        (await SpentAsync(customer)).ShouldBe("1 orders, 50000 left");
        (await page.ReadAsync()).Activities.ShouldNotContain(a => a.GetRawText().Contains("/pay/", StringComparison.Ordinal));
    }

    private const string Order = "order vps m monthly with debian 12 in frankfurt called web1";

    private async Task<Guid> FundAsync(string email, long cents)
    {
        var customer = (Guid)(await _host.ScalarAsync($"SELECT id FROM customers WHERE email = '{email}'"))!;
        var bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });
        (await _host.InScopeAsync(bo, services => services.GetRequiredService<IMediator>().Send(new AdjustWallet(customer, cents, "USD", "A gift")))).Error.ShouldBeNull();
        return customer;
    }

    private async Task<string> SpentAsync(Guid customer) =>
        (string)(await _host.ScalarAsync($"SELECT (SELECT count(*) FROM orders WHERE customer_id = '{customer}') || ' orders, ' || (SELECT sum(balance_minor_units) FROM wallets WHERE customer_id = '{customer}') || ' left'"))!;

    /// <summary>What the button sends that places an order.</summary>
    private static JsonNode? PlacingOf(JsonElement activity) => Placing(JsonNode.Parse(activity.GetRawText()));

    private static JsonNode? Placing(JsonNode? node) => node switch
    {
        JsonObject o when o["title"] is JsonValue title && title.ToString().StartsWith("Place", StringComparison.Ordinal) && o["data"] is { } data => data,
        JsonObject o => o.Select(p => Placing(p.Value)).FirstOrDefault(d => d is not null),
        JsonArray a => a.Select(Placing).FirstOrDefault(d => d is not null),
        _ => null,
    };

    private static string NewUser() => $"dl_{Guid.CreateVersion7():N}";

    private static Func<JsonElement[], bool> Says(string words) =>
        all => all.Any(a => a.GetProperty("from").GetProperty("role").GetString() == "bot" && JsonSerializer.Serialize(a, Readable).Contains(words, StringComparison.Ordinal));

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<DirectLineClient> StartAsync(string user, string secret = DirectLineClient.Secret)
    {
        var token = await new DirectLineClient(_host, secret).PostAsync("tokens/generate", new { user = new { id = user, name = "Ada" } });
        return await new DirectLineClient(_host, token.ShouldBe(200)["token"]!).StartConversationAsync();
    }

    private async Task LinkAsync(DirectLineClient page, string email)
    {
        var before = (await page.ReadAsync()).Activities.Count(a => a.GetRawText().Contains("/link/", StringComparison.Ordinal));
        (await page.SayAsync("sign in")).ShouldBe(200);
        var offers = await page.UntilAsync(all => all.Count(a => a.GetRawText().Contains("/link/", StringComparison.Ordinal)) > before);
        var link = Here(Links(offers[^1]).Last(u => u.AbsolutePath.StartsWith("/link/", StringComparison.Ordinal)));

        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        (await browser.PostAsync(link, null)).EnsureSuccessStatusCode();
        using var address = new FormUrlEncodedContent([KeyValuePair.Create("email", email)]);
        var mailed = (await _host.MailsAsync(email, "code")).Count;
        (await browser.PostAsync(new Uri($"{link}/code"), address)).EnsureSuccessStatusCode();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", email), KeyValuePair.Create("code", await _host.CodeAsync(email, mailed)), KeyValuePair.Create("consent", "yes")]);
        (await browser.PostAsync(new Uri($"{link}/finish"), form)).EnsureSuccessStatusCode();
        await page.UntilAsync(Says(Linked));
    }

    private static IEnumerable<Uri> Links(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object when node.TryGetProperty("url", out var url) => [new Uri(url.GetString()!)],
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => Links(p.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    private Uri Here(Uri link) => new(_host.Address, link.PathAndQuery);

    private async Task<string?> CustomerOfAsync(DirectLineClient page) =>
        await _host.ScalarAsync($"SELECT customer_email FROM conversations WHERE id = '{page.ConversationId}' AND customer_id IS NOT NULL") as string;

    private Task<object?> QueuedAsync(DirectLineClient page) =>
        _host.ScalarAsync($"SELECT count(*)::int FROM deliveries WHERE conversation_id = '{page.ConversationId}'");
}
