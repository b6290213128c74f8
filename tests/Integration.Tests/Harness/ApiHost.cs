using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EzSolutions.Application.Common;
using EzSolutions.Sandbox;
using EzSolutions.WebApi.Conversations;
using EzSolutions.WebApi.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Integration.Tests.Harness;

/// <summary>
/// The program as it ships: its own composition on Kestrel, in Development with the demo data, on a database of its own, with a sandbox of its own
/// as the outside world. A class fixture.
/// </summary>
public sealed partial class ApiHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-api-").FullName;
    private SandboxHost? _sandbox;
    private Node? _node;
    private int _people;
    private Task<ApiClient>? _anyCustomer;

    internal ShiftedTime Time { get; } = new();

    /// <summary>Settings beyond the usual ones.</summary>
    internal IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    internal Uri Address { get; private set; } = null!;

    /// <summary>The sandbox.</summary>
    internal HttpClient Outside { get; private set; } = null!;

    internal NpgsqlDataSource Database => _node!.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Everything the program answers at.</summary>
    internal IReadOnlyList<RouteEndpoint> Routes => [.. _node!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A host for one test, with settings of its own.</summary>
    internal static async Task<ApiHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = new ApiHost { Settings = settings };
        await host.InitializeAsync();
        return host;
    }

    public async Task InitializeAsync()
    {
        var port = FreePorts.Next();
        Address = new Uri($"http://127.0.0.1:{port}/");
        var options = new SandboxOptions
        {
            EnvironmentName = "Development",
            AppAddress = Address,
            DataDirectory = Path.Combine(_folder, "sandbox"),
            WebhookRetry = TimeSpan.FromMilliseconds(100),
            TaskDuration = TimeSpan.FromMilliseconds(60),
            GuestBootTime = TimeSpan.FromMilliseconds(60),
        };
        _sandbox = await SandboxHost.StartAsync(options, CancellationToken.None);
        Outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _sandbox.BaseAddress };
        _node = new Node(this, await TestDatabases.CreateAsync(), SandboxSettings.For(options, _sandbox.BaseAddress, _sandbox.SmtpPort));
        _node.UseKestrel(port);
        _node.StartServer();
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
        Outside?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Somebody without a session.</summary>
    internal ApiClient Visitor() => new(new HttpClient(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
    { BaseAddress = Address });

    /// <summary>An address nobody has used yet.</summary>
    internal string NewEmail() => $"person{Interlocked.Increment(ref _people)}@customer.example";

    /// <summary>A customer, signed in by the code in the mailbox.</summary>
    internal async Task<ApiClient> CustomerAsync(string? email = null, string? name = null)
    {
        email ??= NewEmail();
        var visitor = Visitor();
        (await visitor.PostAsync("auth/codes", new { email })).ShouldBe(202);
        var code = await CodeAsync(email);
        var signedIn = (await visitor.PostAsync("auth/sessions", new { email, code, name })).ShouldBe(200).Json;
        return visitor.WithToken(signedIn.GetProperty("accessToken").GetString()!);
    }

    /// <summary>A customer where it does not matter which; the same each time.</summary>
    internal Task<ApiClient> AnyCustomerAsync() => _anyCustomer ??= CustomerAsync();

    /// <summary>A demo colleague, signed in to the console by the cookie: ada is admin, sam support, bo billing and support.</summary>
    internal async Task<ApiClient> StaffAsync(string who = "ada")
    {
        var visitor = Visitor();
        var answer = (await visitor.PostAsync("auth/staff/sign-in", new { email = $"{who}@demo.example", password = "demo-password-1" })).ShouldBe(200);
        return visitor.WithCookie(answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    /// <summary>The newest code mailed to an address; waits for the first one after <paramref name="earlier"/> others.</summary>
    internal async Task<string> CodeAsync(string email, int earlier = 0)
    {
        var mail = await MailAsync(email, "code", earlier);
        return SixDigits().Match(mail.GetProperty("text").GetString()!).Value;
    }

    /// <summary>The newest mail to an address whose subject has this word, once there are more than <paramref name="earlier"/>.</summary>
    internal async Task<JsonElement> MailAsync(string to, string subject, int earlier = 0)
    {
        var found = await EventuallyAsync(
            () => MailsAsync(to, subject), mails => mails.Count > earlier, $"a mail to {to} about '{subject}'");
        return found.MaxBy(m => m.GetProperty("receivedAt").GetDateTimeOffset());
    }

    internal async Task<List<JsonElement>> MailsAsync(string to, string subject = "") =>
        [.. (await Outside.GetFromJsonAsync<JsonElement>($"mail/messages?to={Uri.EscapeDataString(to)}")).EnumerateArray()
            .Where(m => m.GetProperty("subject").GetString()!.Contains(subject, StringComparison.OrdinalIgnoreCase))];

    internal static async Task<T> EventuallyAsync<T>(Func<Task<T>> look, Func<T, bool> holds, string what)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            await Task.Delay(50);
        }

        throw new ShouldAssertException($"It never came true: {what}.");
    }

    /// <summary>C04: as if from another device.</summary>
    internal Task EndSessionAsync(Guid sessionId) => InScopeAsync(
        new Actor.System("tests"), services => services.GetRequiredService<MediatR.IMediator>().Send(new Application.Accounts.EndSession(sessionId)));

    internal Task<object?> ScalarAsync(string sql) => Billing.DataSourceQueries.ScalarAsync(Database, sql);

    internal async Task<T> InScopeAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _node!.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor);
        return await work(scope.ServiceProvider);
    }

    [GeneratedRegex(@"\b[0-9]{6}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();

    private sealed class Node(ApiHost host, string connectionString, Dictionary<string, string?> sandbox) : WebApplicationFactory<LiveReaders>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting(WebHostDefaults.ServerUrlsKey, host.Address.ToString());
            builder.UseSetting("ConnectionStrings:Default", connectionString);
            builder.UseSetting("EZ_DATA_DIR", Path.Combine(host._folder, "data"));
            builder.UseSetting("Sandbox:Enabled", "false");
            builder.UseSetting("RateLimits:AnonymousPerHour", "100000");
            builder.UseSetting("RateLimits:SignedInPerHour", "100000");
            builder.UseSetting("RateLimits:BurstPerSecond", "100000");
            builder.UseSetting("RateLimits:SignInPer15Minutes", "100000");
            builder.UseSetting("Jobs:FirstRetry", "00:00:00.2");
            builder.UseSetting("Provisioning:Poll", "00:00:00.05");
            foreach (var (key, value) in sandbox)
                builder.UseSetting(key, value);
            foreach (var (key, value) in host.Settings)
                builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(host.Time));
        }
    }
}
