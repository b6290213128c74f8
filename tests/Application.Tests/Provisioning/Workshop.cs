using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace EzSolutions.Application.Tests.Provisioning;

/// <summary>A job and its service in memory, and a provider that answers what the test says.</summary>
internal sealed class Workshop
{
    public const int Vmid = 20_000;
    private int _ids;

    public Workshop()
    {
        Provisioner.Cluster.Returns("lab");
        Provisioner.Range.Returns(new VmidRange(20_000, 20_999));
        Ids.NewId().Returns(_ => Guid.CreateVersion7(Clock.Now.AddMilliseconds(++_ids)));
        Service = Service.Create(
            Ids.NewId(),
            new ServiceOrder(
                Ids.NewId(), Ids.NewId(), "ORD-2026-000001", 1, 1, null, ProductType.Vps, "vps-m", "VPS M", "web1.example.com",
                new ServiceSpecs(4, 2, 80), "Debian 12", "eu", null, BillingCycle.Monthly, new Money(1200, Currency.Of("USD"))),
            Clock.Now);
        Job = ProvisioningJob.Create(Ids.NewId(), Service, Clock.Now);
        Store.Add(Service);
        Store.Add(Job);
    }

    public MemoryStore Store { get; } = new();

    public HandClock Clock { get; } = new();

    public IProvisioner Provisioner { get; } = Substitute.For<IProvisioner>();

    public IIdGenerator Ids { get; } = Substitute.For<IIdGenerator>();

    public ProvisioningOptions Options { get; } = new();

    public Service Service { get; }

    public ProvisioningJob Job { get; }

    /// <summary>A worker that holds the job at this step, with a number and a node.</summary>
    public async Task<StepRun> AtAsync(ProvisioningStepName step)
    {
        while (Job.Current.Name != step)
        {
            if (Job.Current.Name is ProvisioningStepName.ReserveCapacity)
                Job.ChooseNode("pve1");
            if (Job.Current.Name is ProvisioningStepName.AllocateId)
            {
                Job.Allocate(Vmid);
                Service.PlaceAt(new MachinePlace("lab", "pve1", Vmid));
                Store.Add(VmAllocation.For(Ids.NewId(), "lab", Vmid, Service.Id, Clock.Now));
            }

            Job.BeginStep(Clock.Now);
            Job.CompleteStep(Clock.Now);
        }

        Job.BeginStep(Clock.Now);
        var run = new StepRun(Job.Id, Ids.NewId(), Store, Store, new NoJobs(), Clock, Options);
        (await run.TakeAsync(CancellationToken.None)).ShouldBeTrue();
        return run;
    }

    public StepOutcomes Outcomes()
    {
        var allocator = new VmidAllocator(Store, Ids, Provisioner, Clock);
        var findings = new MachineFindings(Store, Ids, Clock, Substitute.For<IMediator>());
        return new StepOutcomes(allocator, findings, Microsoft.Extensions.Options.Options.Create(Options));
    }

    public IOptions<ProvisioningOptions> Wrapped() => Microsoft.Extensions.Options.Options.Create(Options);

    /// <summary>What the provider shows under our number.</summary>
    public void Shows(MachineDetails? machine) =>
        Provisioner.LookAsync(Vmid, Arg.Any<CancellationToken>()).Returns(Task.FromResult<ProvisionerResult<MachineDetails?>>(machine));

    public MachineDetails Ours(ObservedState power = ObservedState.Stopped) => new(Vmid, "pve1", false, null, Service.Id, true, power, 2, 4096, 80);

    public static MachineDetails BeingCopied() => new(Vmid, "pve1", true, "clone", null, false, ObservedState.Stopped, null, null, null);
}

internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
