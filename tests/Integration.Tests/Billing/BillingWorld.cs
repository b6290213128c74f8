using System.Net.Http.Json;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Billing.Documents;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Conversations;
using EzSolutions.Infrastructure.Email;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Integration.Tests.Harness;
using EzSolutions.Sandbox;
using EzSolutions.WebApi.Billing;
using EzSolutions.WebApi.Catalog;
using EzSolutions.WebApi.Hosting;
using EzSolutions.WebApi.Ordering;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing;

[CollectionDefinition(Name)]
public sealed class BillingCollection : ICollectionFixture<BillingWorld>
{
    public const string Name = "billing";
}

/// <summary>The features under test on a real database, with the sandbox's Stripe on one side and our endpoints on the other.</summary>
public sealed class BillingWorld : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-billing-").FullName;
    private SandboxHost? _sandbox;
    private WebApplication? _app;

    internal ShiftedTime Time { get; } = new();

    /// <summary>While set, nothing can be printed.</summary>
    internal bool PrinterIsBroken { get; set; }

    /// <summary>What was printed last of each number.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, BillingDocument> Printed { get; } = new(StringComparer.Ordinal);

    internal HttpClient Site { get; private set; } = null!;

    internal HttpClient Outside { get; private set; } = null!;

    internal string WebhookSecret => "whsec_sandbox";

    internal IServiceProvider Services => _app!.Services;

    internal NpgsqlDataSource Database => _app!.Services.GetRequiredService<NpgsqlDataSource>();

    public async Task InitializeAsync()
    {
        var site = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        var options = new SandboxOptions
        {
            EnvironmentName = "Development",
            AppAddress = site,
            DataDirectory = Path.Combine(_folder, "sandbox"),
            WebhookRetry = TimeSpan.FromMilliseconds(100),
        };
        _sandbox = await SandboxHost.StartAsync(options, default);
        _app = Build(site, SandboxSettings.For(options, _sandbox.BaseAddress, _sandbox.SmtpPort), await TestDatabases.CreateAsync());
        await _app.StartAsync();
        Site = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site };
        Outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _sandbox.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Site?.Dispose();
        Outside?.Dispose();
    }

    internal async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, Actor actor, string? idempotencyKey = null)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor);
        if (idempotencyKey is not null)
            scope.ServiceProvider.GetRequiredService<Application.Common.Pipeline.IdempotencyContext>().Set(idempotencyKey);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    internal async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("test"));
        return await work(scope.ServiceProvider);
    }

    internal async Task<Actor.Customer> NewCustomerAsync(string? country = null, string? locale = null)
    {
        var (user, customer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        EmailAddress.TryParse($"c{customer:N}@customer.example", out var email).ShouldBeTrue();
        await InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<AppDbContext>();
            context.Add(new AppUser { Id = user, UserName = email!.Value, Email = email.Value });
            var row = Customer.Create(customer, user, email, "Maria Muster", Time.GetUtcNow());
            if (country is not null)
                row.MoveTo(country);
            row.SpeakIn(locale);
            context.Add(row);
            return await context.SaveChangesAsync();
        });
        return new Actor.Customer(customer, user, Assurance.Verified);
    }

    /// <returns>The code of a fresh product at 12.00 USD and 11.00 EUR a month.</returns>
    internal async Task<string> NewProductAsync(int? stock = null, long price = 1_200, ProductType type = ProductType.Vps)
    {
        var code = $"p-{Guid.CreateVersion7():N}"[..34].ToLowerInvariant().TrimEnd('-');
        await InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<AppDbContext>();
            var product = Product.Create(
                Guid.CreateVersion7(), code, type, new ProductDetails("VPS T", "For tests.", new Specs(4, 2, 80, 4, null), ["debian-12"], ["frankfurt"]));
            product.SetPrice(BillingCycle.Monthly, new Money(price, Currency.Usd), Money.Zero(Currency.Usd));
            product.SetPrice(BillingCycle.Monthly, new Money(1_100, Currency.Of("EUR")), Money.Zero(Currency.Of("EUR")));
            product.SetStock(stock);
            context.Add(product);
            return await context.SaveChangesAsync();
        });
        return code;
    }

    internal async Task<OrderPlaced> PlaceAsync(Actor.Customer customer, string? code = null, string? currency = null) =>
        (await SendAsync(new PlaceOrder(new OrderDraft(code ?? await NewProductAsync(), BillingCycle.Monthly, Currency: currency)), customer)).Value;

    internal Task<object?> ScalarAsync(string sql) => Database.ScalarAsync(sql);

    internal async Task EventuallyAsync(string sql, object expected)
    {
        object? last = null;
        for (var attempt = 0; attempt < 600; attempt++)
        {
            last = await ScalarAsync(sql);
            if (Equals(last, expected))
                return;
            await Task.Delay(100);
        }

        last.ShouldBe(expected, sql);
    }

    internal async Task SwitchWebhooksAsync(bool enabled) =>
        (await Outside.PostAsJsonAsync("stripe/_webhooks", new { enabled })).EnsureSuccessStatusCode();

    internal async Task FaultAsync(object fault) => (await Outside.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();

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
        builder.Services.AddSingleton<IDocumentPrinter>(provider => new BreakablePrinter(ActivatorUtilities.CreateInstance<DocumentPrinter>(provider), this));

        // What the conversations' live side needs is not part of this world.
        builder.Host.UseDefaultServiceProvider(container => container.ValidateOnBuild = false);

        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<ActorContext>().Set(new Actor.Visitor(null));
            return next(http);
        });
        app.MapGroup("/api/v1").MapCatalog().MapOrdering().MapBilling().MapPaymentMethods().MapRefunds().MapReconciliation();
        app.MapPay().MapAccountPages().MapDocuments().MapGatewayWebhooks();
        return app;
    }
}

internal sealed class BreakablePrinter(IDocumentPrinter printer, BillingWorld world) : IDocumentPrinter
{
    public byte[] Print(BillingDocument document)
    {
        world.Printed[document.Number] = document;
        return world.PrinterIsBroken ? throw new InvalidOperationException("Out of paper.") : printer.Print(document);
    }
}

internal static class DataSourceQueries
{
    public static async Task<object?> ScalarAsync(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
