using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Infrastructure.Provisioning.Proxmox;
using EzSolutions.Integration.Tests.Harness;
using EzSolutions.Sandbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>Our own code from the use cases down, on a real database and the stand-in for Proxmox over HTTP; jobs are run by the test.</summary>
public sealed class ProvisioningWorld : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-provisioning-").FullName;
    private SandboxHost? _sandbox;
    private ServiceProvider? _services;
    private int _orders;

    internal JobsToRun Jobs { get; } = new();

    internal KillSwitch Kill { get; } = new();

    internal List<(string To, string Template, IReadOnlyDictionary<string, object?> Model)> Mails { get; } = [];

    internal List<string> Posts { get; } = [];

    internal Uri Sandbox => _sandbox!.BaseAddress;

    public async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                EnvironmentName = "Development",
                DataDirectory = Path.Combine(_folder, "sandbox"),
                AppAddress = new Uri("http://127.0.0.1:9/"),
                TaskDuration = TimeSpan.FromMilliseconds(60),
                GuestBootTime = TimeSpan.FromMilliseconds(60),
            },
            CancellationToken.None);
        _services = Build(await TestDatabases.CreateAsync());
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An order that is placed and paid, as billing does it.</summary>
    internal async Task<Guid> PayOrderAsync(ProductType type = ProductType.Vps, string? sshKey = null, Guid? customerId = null)
    {
        var order = NewOrder(type, sshKey, customerId);
        await InScopeAsync(new Actor.System("test"), async services =>
        {
            var paid = await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                _ =>
                {
                    services.GetRequiredService<IStore>().Add(order);
                    order.MarkPaid(TimeProvider.System.GetUtcNow());
                    return Task.FromResult(Result.Done);
                },
                CancellationToken.None);
            paid.Error.ShouldBeNull();
            return true;
        });
        return order.Id;
    }

    internal Order NewOrder(ProductType type = ProductType.Vps, string? sshKey = null, Guid? customerId = null)
    {
        var number = Interlocked.Increment(ref _orders);
        var usd = Currency.Of("USD");
        var price = new Money(1200, usd);
        var isVps = type is ProductType.Vps;
        var specs = isVps ? new Specs(2, 1, 40, 1, null) : new Specs(null, null, 10, 1, 1);
        var product = new OrderedProduct(
            Guid.CreateVersion7(), isVps ? "vps-s" : "hosting-starter", isVps ? "VPS S" : "Hosting Starter", type, specs, BillingCycle.Monthly, price,
            isVps ? $"web{number}.example.com" : null, isVps ? "Debian 12" : null, null, sshKey);
        var line = new CalculatedLine("VPS S", 1, price, Money.Zero(usd), TaxTreatment.None(TaxLocation.Unknown));
        return Order.Place(
            Guid.CreateVersion7(), $"ORD-2026-{number:000000}", customerId ?? Guid.CreateVersion7(), null, "VPS S, monthly",
            new CalculatedPrice([line], price, Money.Zero(usd), price), [product], TimeProvider.System.GetUtcNow());
    }

    internal Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, Actor? actor = null) => InScopeAsync(
        actor ?? new Actor.System("test"), services => services.GetRequiredService<IMediator>().Send(request));

    internal async Task<List<T>> RowsAsync<T>(Func<IQueryable<T>, IQueryable<T>> query)
        where T : class =>
        await InScopeAsync(
            new Actor.System("test"), services => query(services.GetRequiredService<AppDbContext>().Set<T>().AsNoTracking()).ToListAsync());

    internal async Task<T> InScopeAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(actor);
        return await work(scope.ServiceProvider);
    }

    /// <summary>The service of an order that must have become active; otherwise the failure shows the job's log.</summary>
    internal async Task<Service> ActiveServiceOfAsync(Guid orderId)
    {
        var service = await ServiceOfAsync(orderId);
        if (service.State is not ServiceState.Active)
            service.State.ShouldBe(ServiceState.Active, string.Join('\n', (await JobOfAsync(orderId)).Log));
        return service;
    }

    /// <summary>Runs what was asked for, and what that asks for, until nothing is left.</summary>
    internal async Task RunJobsAsync()
    {
        while (Jobs.Take() is { } job)
            (await SendAsync(job)).Error.ShouldBeNull();
    }

    internal async Task<Service> ServiceOfAsync(Guid orderId) => (await RowsAsync<Service>(all => all.Where(s => s.OrderId == orderId))).ShouldHaveSingleItem();

    internal async Task<ProvisioningJob> JobOfAsync(Guid orderId) =>
        (await RowsAsync<ProvisioningJob>(all => all.Where(j => j.OrderId == orderId))).ShouldHaveSingleItem();

    internal async Task FaultAsync(object fault)
    {
        using var http = new HttpClient { BaseAddress = Sandbox };
        using var answer = await http.PostAsJsonAsync(new Uri("faults", UriKind.Relative), fault);
        answer.EnsureSuccessStatusCode();
    }

    internal async Task NoFaultsAsync()
    {
        using var http = new HttpClient { BaseAddress = Sandbox };
        (await http.DeleteAsync(new Uri("faults", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    /// <summary>Machines made for a service that were not destroyed again, as the provider counts them.</summary>
    internal async Task<int> MachinesOfAsync(Guid serviceId)
    {
        using var http = new HttpClient { BaseAddress = Sandbox };
        var effects = await http.GetFromJsonAsync<JsonElement>(new Uri("effects", UriKind.Relative));
        int Count(string list) => effects.GetProperty(list).EnumerateArray()
            .Count(m => m.GetProperty("description").GetString()!.Contains(serviceId.ToString("D"), StringComparison.Ordinal));
        return Count("machinesCreated") - Count("machinesDestroyed");
    }

    private ServiceProvider Build(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Secrets:Keys:1"] = Convert.ToBase64String(new byte[32]),
            ["Public:BaseAddress"] = "https://portal.example.com/",
            ["Provisioning:Proxmox:BaseAddress"] = new Uri(Sandbox, "proxmox/").ToString(),
            ["Provisioning:Proxmox:TokenId"] = "ez@pve!automation",
            ["Provisioning:Proxmox:TokenSecret"] = "5b1c0000-sandbox-0000-0000-000000000001",
            ["Provisioning:Proxmox:Cluster"] = "sandbox",
            ["Provisioning:Proxmox:Template"] = "9000",
            ["Provisioning:Proxmox:VmidFrom"] = "20000",
            ["Provisioning:Proxmox:VmidTo"] = "20999",
            ["Provisioning:Poll"] = "00:00:00.020",
            ["Provisioning:RetryFrom"] = "00:00:00.010",
            ["Provisioning:RetryAtMost"] = "00:00:00.050",
            ["Provisioning:HoldFor"] = "00:00:30",
            ["Provisioning:Lease"] = "00:00:00.700",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddApplication(typeof(InfrastructureServices).Assembly);
        services.AddInfrastructureCore(configuration, connectionString);
        services.AddAccounts();
        services.AddBilling(configuration);
        services.AddSupport();
        services.AddProvisioning(configuration);
        services.AddSingleton<IJobQueue>(Jobs);
        services.AddSingleton<IMailer>(new Recorder(this));
        services.AddSingleton<IConversationPoster>(new Recorder(this));
        services.AddScoped<IUnitOfWork>(p => new MortalUnitOfWork(p.GetRequiredService<UnitOfWork>(), Kill));
        services.AddScoped<ProxmoxProvisioner>();
        services.AddScoped<IProvisioner>(p => new MortalProvisioner(p.GetRequiredService<ProxmoxProvisioner>(), Kill));
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(ProvisioningWorld world) : IMailer, IConversationPoster
    {
        public Task QueueAsync(string to, string template, IReadOnlyDictionary<string, object?> model, CancellationToken ct, Guid? attachedDocument = null, string? locale = null)
        {
            lock (world.Mails)
                world.Mails.Add((to, template, model));
            return Task.CompletedTask;
        }

        public Task<Guid> PostAsync(Guid conversationId, OutgoingEntry entry, CancellationToken ct)
        {
            lock (world.Posts)
                world.Posts.Add(entry.Text ?? "");
            return Task.FromResult(Guid.CreateVersion7());
        }

        public Task RememberAsync(Guid conversationId, Func<string?, string> change, CancellationToken ct) => Task.CompletedTask;

        public Task<Guid?> FindConversationAsync(Guid? beganIn, Guid customerId, CancellationToken ct) => Task.FromResult<Guid?>(null);

        public Task<string?> LocaleOfAsync(Guid conversationId, CancellationToken ct) => Task.FromResult<string?>(null);
    }
}
