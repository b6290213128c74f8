using EzSolutions.Application.Common;

namespace EzSolutions.Application.Provisioning;

/// <summary>The customer's own services, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListServices(PageRequest Page, Guid? CustomerId = null) : IQuery<Page<ServiceView>>;
