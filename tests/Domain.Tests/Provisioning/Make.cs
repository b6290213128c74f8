using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Domain.Tests.Provisioning;

internal static class Make
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Service Service(string? sshKey = null, BillingCycle cycle = BillingCycle.Monthly) => Domain.Provisioning.Service.Create(
        Guid.CreateVersion7(Noon),
        new ServiceOrder(
            Guid.CreateVersion7(Noon), Guid.CreateVersion7(Noon), "ORD-2026-000001", 1, 1, null, ProductType.Vps, "vps-m", "VPS M", "web1.example.com",
            new ServiceSpecs(4, 2, 80), "Debian 12", "eu", sshKey, cycle, new Money(1200, Currency.Of("USD"))),
        Noon);

    public static ProvisioningJob Job(Service? service = null) => ProvisioningJob.Create(Guid.CreateVersion7(Noon), service ?? Service(), Noon);

    public static Service Active()
    {
        var service = Service();
        service.PlaceAt(new MachinePlace("lab", "pve1", 20_000));
        service.KeepCredentials([1, 2, 3], [4, 5, 6]);
        service.SetAddresses("203.0.113.10", null);
        service.Activate(Noon);
        return service;
    }
}
