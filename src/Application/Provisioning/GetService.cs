using EzSolutions.Application.Common;

namespace EzSolutions.Application.Provisioning;

/// <summary>One of the customer's own services; somebody else's is service_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetService(Guid ServiceId) : IQuery<ServiceView>;
