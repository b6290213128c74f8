using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Conversations;
using EzSolutions.Infrastructure.Email;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Integration.Tests.Harness;
using EzSolutions.Sandbox;
using EzSolutions.WebApi.Billing;
using EzSolutions.WebApi.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing.Year;

/// <summary>
/// The billing of the real program on a real database, with the stand-ins of both gateways, all on one clock that can be moved. Mails are counted
/// instead of sent.
/// </summary>
internal sealed class YearWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ez-year-");
    private SandboxHost _sandbox = null!;
    private WebApplication _app = null!;

    private YearWorld()
    {
    }

    public ShiftedTime Time { get; } = new();

    public HttpClient Site { get; private set; } = null!;

    public HttpClient Outside { get; private set; } = null!;

    public int Mails { get; private set; }

    public NpgsqlDataSource Database => _app.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<YearWorld> StartAsync(string connectionString)
    {
        var world = new YearWorld();
        var site = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
        var options = new SandboxOptions
        {
            EnvironmentName = "Development",
            AppAddress = site,
            DataDirectory = Path.Combine(world._folder.FullName, "sandbox"),
            WebhookRetry = TimeSpan.FromMilliseconds(100),
            Clock = world.Time,
        };
        world._sandbox = await SandboxHost.StartAsync(options, CancellationToken.None);
        world._app = world.Build(site, SandboxSettings.For(options, world._sandbox.BaseAddress, world._sandbox.SmtpPort), connectionString);
        await using (var scope = world._app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
        await world._app.StartAsync();
        world.Site = Client(site);
        world.Outside = Client(world._sandbox.BaseAddress);
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        // The scheduler's threads keep a process alive until it is shut down.
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
        Site.Dispose();
        Outside.Dispose();
        _folder.Delete(recursive: true);
    }

    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, Actor actor)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("year"));
        return await work(scope.ServiceProvider);
    }

    public async Task<Actor.Customer> NewCustomerAsync(string country)
    {
        var (user, customer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var email = EmailAddress.TryParse($"c{customer:N}@customer.example", out var parsed) ? parsed : throw new InvalidOperationException("A made-up address is malformed.");
        await InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<AppDbContext>();
            context.Add(new AppUser { Id = user, UserName = email.Value, Email = email.Value });
            var row = Customer.Create(customer, user, email, $"Customer {customer:N}"[..20], Time.GetUtcNow());
            row.MoveTo(country);
            context.Add(row);
            return await context.SaveChangesAsync();
        });
        return new Actor.Customer(customer, user, Assurance.Verified);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync())!, typeof(T), CultureInfo.InvariantCulture);
    }

    public async Task FaultAsync(object fault) => (await Outside.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private WebApplication Build(Uri site, Dictionary<string, string?> settings, string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls(site.ToString());
        builder.Logging.ClearProviders();
        settings["Public:BaseAddress"] = site.ToString();
        settings["Secrets:Keys:1"] = Convert.ToBase64String(new byte[32]);
        settings["Jobs:FirstRetry"] = "00:00:00.2";
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddApplication(typeof(InfrastructureServices).Assembly);
        builder.Services.AddInfrastructureCore(builder.Configuration, connectionString);
        builder.Services.AddAccounts();
        builder.Services.AddEmail(builder.Configuration);
        builder.Services.AddBilling(builder.Configuration);
        builder.Services.AddProvisioning(builder.Configuration);
        builder.Services.AddConversations(builder.Configuration);
        builder.Services.AddSupport();
        builder.Services.AddSingleton<IMailer>(new CountedMails(this));
        builder.Host.UseDefaultServiceProvider(container => container.ValidateOnBuild = false);

        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<ActorContext>().Set(new Actor.Visitor(null));
            return next(http);
        });
        app.MapPay().MapGatewayWebhooks();
        return app;
    }

    private sealed class CountedMails(YearWorld world) : IMailer
    {
        public Task QueueAsync(string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null, string? locale = null)
        {
            lock (world)
                world.Mails++;
            return Task.CompletedTask;
        }
    }
}
