using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Asks for a power action on the customer's own running service; it is carried out by a job, and its outcome is told in the conversation that
/// asked. Errors: service_not_found, service_not_active, power_action_in_progress, power_action_not_possible.
/// </summary>
/// <returns>The service with the action accepted.</returns>
[Access(Audience.Customer | Audience.Staff)]
public sealed record PowerService(Guid ServiceId, PowerAction Action) : ICommand<ServiceView>;
