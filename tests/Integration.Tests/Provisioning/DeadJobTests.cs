using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Support;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>P06: a job that our own program could not carry through; and whom we tell.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed class DeadJobTests(ProvisioningWorld world) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task P06_a_dead_job_is_undone_and_opens_one_ticket()
    {
        var order = await world.PayOrderAsync(customerId: await CustomerAsync("dead@customer.example"));
        var job = await world.JobOfAsync(order);
        world.Jobs.Clear();

        await BuryAsync(new RunProvisioning(job.Id));
        await world.RunJobsAsync();
        await BuryAsync(new RunProvisioning(job.Id));

        var service = await world.ServiceOfAsync(order);
        service.State.ShouldBe(ServiceState.Failed);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        var tickets = await world.RowsAsync<Ticket>(all => all.Where(t => t.ServiceId == service.Id || t.Reference!.Contains("RunProvisioning")));
        tickets.ShouldHaveSingleItem().Reference.ShouldBe($"provisioning:{job.Id}");
        MailsTo("dead@customer.example").ShouldBe(["service-failed"]);
    }

    [Fact]
    public async Task P06_a_job_that_dies_while_undoing_is_closed_for_staff()
    {
        var order = await world.PayOrderAsync();
        var job = await world.JobOfAsync(order);
        world.Jobs.Clear();

        await BuryAsync(new RunProvisioning(job.Id));
        await BuryAsync(new RunProvisioning(job.Id));

        (await world.JobOfAsync(order)).State.ShouldBe(ProvisioningJobState.Failed);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"provisioning:{job.Id}"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Hosting_that_was_ordered_without_a_conversation_is_announced_by_mail()
    {
        var order = await world.PayOrderAsync(ProductType.Hosting, customerId: await CustomerAsync("hosting@customer.example"));

        await world.RunJobsAsync();

        MailsTo("hosting@customer.example").ShouldBe(["service-in-hand"]);
        var service = await world.ServiceOfAsync(order);
        var staff = new Actor.Staff(Guid.CreateVersion7(), "Ann", new HashSet<StaffRole> { StaffRole.Support });
        (await world.SendAsync(new CompleteManualFulfilment(service.Id), staff)).Error.ShouldBeNull();
        MailsTo("hosting@customer.example").ShouldBe(["service-in-hand", "service-ready"]);
    }

    private List<string> MailsTo(string address)
    {
        lock (world.Mails)
            return [.. world.Mails.Where(m => m.To == address).Select(m => m.Template)];
    }

    /// <summary>As the job runner does after the last attempt.</summary>
    private Task BuryAsync(IJobRequest request) => world.InScopeAsync(new Actor.System("dead-job"), async services =>
    {
        foreach (var handler in services.GetServices<IDeadJobHandler>())
        {
            await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                async ct =>
                {
                    await handler.HandleAsync(new DeadJob(request, 8, Error.Unavailable("job_exception", "NullReferenceException")), ct);
                    return Done.Value;
                },
                CancellationToken.None);
        }

        return true;
    });

    private Task<Guid> CustomerAsync(string address) => world.InScopeAsync(new Actor.System("test"), async services =>
    {
        EmailAddress.TryParse(address, out var email).ShouldBeTrue();
        var context = services.GetRequiredService<AppDbContext>();
        var (user, customer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        context.Add(new AppUser { Id = user, UserName = address, Email = address });
        context.Add(Customer.Create(customer, user, email!, "Maria Muster", TimeProvider.System.GetUtcNow()));
        await context.SaveChangesAsync();
        return customer;
    });
}
