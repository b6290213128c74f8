using System.Net;
using EzSolutions.WebApi.FrontEnds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.EndToEnd.Tests.FrontEnd;

/// <summary>How pages and files leave the server: who may frame them, what may run in them, how long they may be kept.</summary>
public sealed class FrontEndServingTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-front-ends").FullName;
    private WebApplication? _app;
    private HttpClient? _client;

    private HttpClient Client => _client.ShouldNotBeNull();

    public async Task InitializeAsync()
    {
        Write("wwwroot/widget/loader.js", "loader");
        Write("wwwroot/widget/chat/index.html", "<p>chat</p>");
        Write("wwwroot/widget/chat/assets/index-1a2b.js", "plain");
        Write("wwwroot/widget/chat/assets/index-1a2b.js.br", "brotli");
        Write("wwwroot/console/index.html", "<p>console</p>");
        Write("Demo/index.html", "<p>shop</p>");
        Write("secret.json", "{}");
        await StartAsync(Environments.Production, "https://shop.example");
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _client?.Dispose();

    [Fact]
    public async Task Chat_page_may_be_framed_by_named_sites_only_and_runs_nothing_inline()
    {
        using var response = await Client.GetAsync(new Uri("/widget/chat/", UriKind.Relative));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'self' https://shop.example");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("localhost");
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        (await response.Content.ReadAsStringAsync()).ShouldBe("<p>chat</p>");
    }

    [Fact]
    public async Task Console_is_never_framed_and_answers_for_its_own_routes()
    {
        using var response = await Client.GetAsync(new Uri("/console/conversations/42", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        (await Client.GetAsync(new Uri("/console/assets/gone.js", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_with_a_hash_are_kept_for_good_and_sent_compressed_to_who_takes_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/widget/chat/assets/index-1a2b.js");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var compressed = await Client.SendAsync(request);
        compressed.Headers.CacheControl!.ToString().ShouldContain("immutable");
        compressed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        compressed.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        (await compressed.Content.ReadAsStringAsync()).ShouldBe("brotli");

        using var plain = await Client.GetAsync(new Uri("/widget/chat/assets/index-1a2b.js", UriKind.Relative));
        (await plain.Content.ReadAsStringAsync()).ShouldBe("plain");
        plain.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task Loader_is_for_every_site_and_revalidated()
    {
        using var first = await Client.GetAsync(new Uri("/widget/loader.js", UriKind.Relative));
        first.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/widget/loader.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        (await Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/widget/chat/../../../secret.json")]
    [InlineData("/widget/chat/%2e%2e/%2e%2e/%2e%2e/secret.json")]
    [InlineData("/widget/chat/..%2f..%2f..%2fsecret.json")]
    [InlineData("/widget/chat/assets")]
    public async Task Nothing_outside_the_built_files_is_served(string path) =>
        (await Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Page_without_its_slash_is_sent_to_the_page()
    {
        using var response = await Client.GetAsync(new Uri("/console", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        response.Headers.Location!.ToString().ShouldBe("/console/");
    }

    [Fact]
    public async Task Demo_shop_exists_in_development_only()
    {
        (await Client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await StopAsync();
        await StartAsync(Environments.Development);
        (await Client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldBe("<p>shop</p>");
    }

    [Theory]
    [InlineData("https://shop.example/path")]
    [InlineData("https://shop.example; script-src *")]
    [InlineData("shop.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Site_that_is_no_origin_stops_the_start_and_says_which_setting(string site)
    {
        await StopAsync();
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(Environments.Production, site));
        failure.Message.ShouldContain("Widget:AllowedSites");
    }

    private async Task StartAsync(string environment, params string[] sites)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = _folder,
            WebRootPath = "wwwroot",
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(sites.Select((site, i) => KeyValuePair.Create<string, string?>($"Widget:AllowedSites:{i}", site)));
        builder.Services.AddFrontEnds(builder.Configuration);
        _app = builder.Build();
        _app.MapFrontEnds();
        await _app.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    private async Task StopAsync()
    {
        _client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _app = null;
    }

    private void Write(string path, string content)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
