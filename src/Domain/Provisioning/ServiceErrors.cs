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

    public static Error PowerNotPossible(PowerAction action, ObservedState state) => Error.Conflict(
        "power_action_not_possible",
        $"The service is {state.ToString().ToLowerInvariant()}, so it cannot be asked to {action.ToString().ToLowerInvariant()}.");
}
