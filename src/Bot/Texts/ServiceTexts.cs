using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Texts;

internal class ServiceTexts
{
    public virtual string Topic => "your services";

    public virtual string PowerTopic => "the power switch";

    public virtual string None => "You don't have any services yet. Want to see what we offer?";

    public virtual string Title => "Your services";

    public virtual string AskWhich => "Which one do you mean?";

    public virtual string AskAction(string service) => $"What should I do with {service}?";

    public virtual string NotFound(string typed) => $"You have no service called \"{Show.Short(typed, 60)}\".";

    public virtual string Status => "Status";

    public virtual string Address => "Address";

    public virtual string Plan => "Plan";

    public virtual string Specs => "Size";

    public virtual string System => "System";

    public virtual string Region => "Region";

    public virtual string NextDue => "Next payment";

    public virtual string Details => "Details";

    public virtual string Credentials => "Show login details";

    public virtual string CredentialsHint => "The login details can be shown once, so have somewhere to keep them ready.";

    public virtual string StateName(string state, string observed) => state switch
    {
        "pending" => "being set up",
        "active" when observed is "running" or "stopped" => observed,
        "active" when observed == "provisioning" => "being set up",
        "active" => "active",
        "terminating" => "being removed",
        "terminated" => "ended",
        _ => state,
    };

    public virtual string ActionLabel(string action) => action switch
    {
        "start" => "Start",
        "stop" => "Force off",
        "reboot" => "Reboot",
        "shutdown" => "Shut down",
        _ => action,
    };

    public virtual string NotPossible(string service, string state, IReadOnlyList<string> possible) => possible.Count == 0
        ? $"{service} is {state}, so its power can't be switched right now."
        : $"{service} is {state}, so that isn't possible now. You can: {Show.List([.. possible.Select(p => ActionLabel(p).ToLowerInvariant())])}.";

    public virtual string ConfirmTitle(PowerAction action, string service) => action switch
    {
        PowerAction.Reboot => $"Reboot {service}?",
        PowerAction.Stop => $"Force {service} off?",
        PowerAction.Shutdown => $"Shut {service} down?",
        _ => $"Start {service}?",
    };

    public virtual string ConfirmText(PowerAction action) => action switch
    {
        PowerAction.Reboot => "It will be away for a minute or so, and whatever runs on it is interrupted.",
        PowerAction.Stop => "This is like pulling the plug: unsaved data is lost. It stays off until you start it.",
        PowerAction.Shutdown => "It stops cleanly and stays off until you start it.",
        _ => string.Empty,
    };

    public virtual string ConfirmButton(PowerAction action) => action switch
    {
        PowerAction.Reboot => "Yes, reboot it",
        PowerAction.Stop => "Yes, force it off",
        PowerAction.Shutdown => "Yes, shut it down",
        _ => "Yes, start it",
    };

    public virtual string Asked(PowerAction action, string service) => action switch
    {
        PowerAction.Start => $"I'm starting {service}. I'll tell you here when it's up.",
        PowerAction.Stop => $"I'm switching {service} off. I'll tell you here when it's done.",
        PowerAction.Shutdown => $"I've asked {service} to shut down. I'll tell you here when it's off.",
        _ => $"I'm rebooting {service}. I'll tell you here when it's back.",
    };

    public virtual string Finished(PowerAction action, string service) => action switch
    {
        PowerAction.Start => $"{service} is up and running.",
        PowerAction.Stop => $"{service} is off.",
        PowerAction.Shutdown => $"{service} has shut down.",
        _ => $"{service} has rebooted and is back.",
    };

    public virtual string NotFinished(PowerAction action, string service, string failure) =>
        $"I couldn't {ActionLabel(action.ToString().ToLowerInvariant()).ToLowerInvariant()} {service}: {failure}";

    public virtual string TryAgain => "Try again";

    public virtual string ProgressTitle(string service) => $"Setting up {service}";

    public virtual string ProgressText(string state) => state switch
    {
        "retrying" => "One step needs another try. That's being done by itself; nothing for you to do.",
        "failed" => "This didn't work out. A colleague has been told and takes over.",
        "done" => "All done.",
        _ => "This usually takes a minute or two. You can close the chat; I keep going.",
    };

    public virtual string ReadyTitle(string service) => $"{service} is ready";

    public virtual string ReadyText(string? address, bool once) => address is null
        ? "It's set up."
        : once
            ? $"Log in with: ssh root@{address}. The first password is behind the button below and can be shown once."
            : $"Log in with: ssh root@{address}, using your key.";

    public virtual string Failed(string? service) => service is null
        ? "Sorry, your service couldn't be set up, even after several tries. A colleague has a ticket with all details and will get back to you; you don't need to do anything."
        : $"Sorry, {service} couldn't be set up, even after several tries. A colleague has a ticket with all details and will get back to you; you don't need to do anything.";
}
