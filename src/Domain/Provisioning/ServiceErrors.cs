using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

public static class ServiceErrors
{
    public static readonly Error NotFound = Error.NotFound("service_not_found", "There is no such service.");

    public static readonly Error NotActive =
        Error.Conflict("service_not_active", "This service is not active yet, so its power cannot be changed.");

    public static readonly Error PowerInProgress =
        Error.Conflict("power_action_in_progress", "Another power action on this service is still running. Please wait until it has finished.");

    public static readonly Error CredentialsGone =
        Error.Conflict("credentials_already_shown", "These credentials have already been shown and were erased. Reset the password if you did not save it.");

    public static readonly Error CredentialsNotFound = Error.NotFound("credentials_not_found", "There is nothing to show here.");

    public static readonly Error StillPending =
        Error.Conflict("service_pending", "This service is still being set up. Try again when it is ready.");

    public static readonly Error Busy =
        Error.Conflict("service_busy", "Something else is being done with this service right now. Please try again in a few minutes.");

    public static readonly Error NotAMachine =
        Error.Conflict("service_not_a_machine", "This works for servers only. Open a ticket and our staff will help with this service.");

    public static readonly Error BackupNotFound = Error.NotFound("backup_not_found", "There is no such backup of this service.");

    public static Error Suspended(IEnumerable<SuspensionReason> reasons) => Error.Conflict(
        "service_suspended",
        reasons.All(r => r is SuspensionReason.NonPayment)
            ? "This service is suspended because an invoice is overdue. It comes back by itself once that is paid."
            : "This service is suspended by our staff. Open a ticket to talk about it.");

    public static Error NotRunning(ServiceState state) => Error.Conflict(
        "service_not_active",
        state is ServiceState.Terminating or ServiceState.Terminated
            ? "This service has ended, so that is no longer possible."
            : $"This service is {state.ToString().ToLowerInvariant()}, so that is not possible now.");

    public static Error DiskCannotShrink(int has, int wanted) => Error.Conflict(
        "disk_cannot_shrink", $"The disk has {has} GB and cannot shrink to {wanted} GB. Order a new service of that size instead.");

    public static Error PowerNotPossible(PowerAction action, ObservedState state) => Error.Conflict(
        "power_action_not_possible",
        $"The service is {state.ToString().ToLowerInvariant()}, so it cannot be asked to {action.ToString().ToLowerInvariant()}.");
}
