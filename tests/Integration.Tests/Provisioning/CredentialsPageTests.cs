using System.Net;
using System.Text.RegularExpressions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.WebApi.Provisioning;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>P07: the page behind a credentials link, as a browser meets it.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed partial class CredentialsPageTests(ProvisioningWorld world) : IAsyncLifetime
{
    private WebApplication? _site;
    private HttpClient? _http;

    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IMediator>(new InWorld(world));
        _site = builder.Build();
        _site.MapCredentialsPage();
        await _site.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_site.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    [Fact]
    public async Task P07_opening_the_page_shows_no_secret_and_uses_nothing_up()
    {
        var link = await LinkAsync();

        for (var preview = 0; preview < 3; preview++)
        {
            var (status, page) = await GetAsync(link);
            status.ShouldBe(HttpStatusCode.OK);
            page.ShouldContain("Show once");
            Password().IsMatch(page).ShouldBeFalse();
        }

        Password().IsMatch((await PostAsync(link)).Page).ShouldBeTrue();
    }

    [Fact]
    public async Task P07_the_password_is_shown_once_and_a_second_visit_is_told_so_kindly()
    {
        var link = await LinkAsync();
        var shown = await PostAsync(link);
        shown.Status.ShouldBe(HttpStatusCode.OK);
        var password = Password().Match(shown.Page).Groups["password"].Value;
        password.Length.ShouldBe(20);

        foreach (var again in new[] { await PostAsync(link), await GetAsync(link) })
        {
            again.Status.ShouldBe(HttpStatusCode.Gone);
            again.Page.ShouldNotContain(password);
            again.Page.ShouldContain("Nothing to show");
            again.Page.ShouldContain(WebUtility.HtmlEncode(ServiceErrors.CredentialsGone.Message));
        }
    }

    [Fact]
    public async Task P07_every_answer_forbids_keeping_framing_and_passing_on()
    {
        var link = await LinkAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Get, link), (HttpMethod.Post, link), (HttpMethod.Get, link), (HttpMethod.Get, link + "x") })
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await _http!.SendAsync(request);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        }
    }

    [Fact]
    public async Task P07_the_page_speaks_the_browsers_language()
    {
        _http!.DefaultRequestHeaders.Add("Accept-Language", "de-DE,de;q=0.9");
        var link = await LinkAsync();

        (await GetAsync(link)).Page.ShouldContain("Das Passwort wird <strong>einmal</strong> angezeigt");
        (await PostAsync(link)).Page.ShouldContain("<dt>Benutzername</dt>");
    }

    [Fact]
    public async Task A_wrong_token_is_not_found_and_says_nothing_about_the_service()
    {
        var link = await LinkAsync();

        var (status, page) = await GetAsync(link[..^1] + (link[^1] == '0' ? '1' : '0'));

        status.ShouldBe(HttpStatusCode.NotFound);
        page.ShouldNotContain("web");
    }

    private async Task<string> LinkAsync()
    {
        var owner = Guid.CreateVersion7();
        var order = await world.PayOrderAsync(customerId: owner);
        await world.RunJobsAsync();
        var service = await world.ActiveServiceOfAsync(order);
        var view = await world.SendAsync(new GetService(service.Id), new Actor.Customer(owner, owner, Assurance.Verified));
        return view.Value.CredentialsUrl.ShouldNotBeNull().AbsolutePath;
    }

    private Task<(HttpStatusCode Status, string Page)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    private Task<(HttpStatusCode Status, string Page)> PostAsync(string path) => SendAsync(HttpMethod.Post, path);

    private async Task<(HttpStatusCode Status, string Page)> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await _http!.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<code id=\"password\">(?<password>[^<]+)</code>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Password();

    /// <summary>Sends what the page asks into the world, as nobody in particular.</summary>
    private sealed class InWorld(ProvisioningWorld world) : IMediator
    {
        public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default) => world.InScopeAsync(
            new Actor.Visitor(null), services => services.GetRequiredService<IMediator>().Send(request, cancellationToken));

        public Task Publish(object notification, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification => Task.CompletedTask;
    }
}
