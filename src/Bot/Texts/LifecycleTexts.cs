using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Bot.Texts;

internal class LifecycleTexts
{
    public virtual string BackupTopic => "the backup";

    public virtual string RestoreTopic => "bringing a backup back";

    public virtual string ResetTopic => "the new password";

    public virtual string BackupDate => "Backup of";

    public virtual string Server => "Server";

    public virtual string MakesRoom => "Makes room for it";

    public virtual string BackupName(DateTimeOffset at) => $"{Show.Day(at)}, {Show.Time(at)}";

    public virtual string BackupRoomTitle(string service) => $"Back {service} up?";

    public virtual string BackupRoomText(int kept) => kept == 1
        ? "One backup is kept. The new one replaces it once it is complete."
        : $"The {Show.Number(kept)} newest backups are kept. The oldest one is removed once the new one is complete.";

    public virtual string BackupButton => "Yes, back it up";

    public virtual string BackupAsked(string service) => $"I'm backing {service} up. It keeps running meanwhile, and I'll tell you here when it's done.";

    public virtual string NoBackups(string service) => $"There is no backup of {service} yet, so there is nothing to bring back.";

    public virtual string AskWhichBackup(string service) => $"Which backup of {service} should I bring back?";

    public virtual string RestoreTitle(string service) => $"Bring a backup of {service} back?";

    public virtual string RestoreText(DateTimeOffset at) =>
        $"The server is switched off and its whole disk is replaced by the backup of {BackupName(at)}. Everything changed since then is lost, and this can't be undone.";

    public virtual string RestoreButton => "Yes, replace the disk";

    public virtual string RestoreAsked(string service) => $"I'm bringing the backup of {service} back. It is away for a few minutes; I'll tell you here when it's up again.";

    public virtual string ResetTitle(string service) => $"Set a new root password for {service}?";

    public virtual string ResetText => "The old password stops working, and the server restarts to take the new one over. Whatever runs on it is interrupted for a minute or so. The new password can be shown once.";

    public virtual string ResetButton => "Yes, set a new one";

    public virtual string ResetAsked(string service) => $"I'm setting a new password for {service}. When it's ready, I'll give you a link here that shows it once.";

    public virtual string Working(LifecycleKind kind, string service) => kind switch
    {
        LifecycleKind.Suspend => $"Suspending {service}",
        LifecycleKind.Unsuspend => $"Bringing {service} back",
        LifecycleKind.Resize => $"Changing the size of {service}",
        LifecycleKind.BackUp => $"Backing {service} up",
        LifecycleKind.Restore => $"Bringing a backup of {service} back",
        LifecycleKind.Terminate => $"Removing {service}",
        _ => $"Setting a new password for {service}",
    };

    public virtual string Worked(LifecycleKind kind, string service) => kind switch
    {
        LifecycleKind.Suspend => $"{service} is suspended",
        LifecycleKind.Unsuspend => $"{service} is back",
        LifecycleKind.Resize => $"{service} has its new size",
        LifecycleKind.BackUp => $"{service} is backed up",
        LifecycleKind.Restore => $"The backup of {service} is back",
        LifecycleKind.Terminate => $"{service} has ended",
        _ => $"{service} has a new password",
    };

    public virtual string State(LifecycleJobState state) => state switch
    {
        LifecycleJobState.Retrying => "One step needs another try. That's being done by itself; nothing for you to do.",
        LifecycleJobState.AwaitingStaff => "A colleague is taking care of it.",
        LifecycleJobState.Failed => "This didn't work out. A colleague has been told and takes over; you don't need to do anything.",
        _ => "You can close the chat; I keep going.",
    };

    public virtual string WhySuspended(IReadOnlyList<SuspensionReason>? reasons) => reasons is { Count: > 0 } && reasons.All(r => r is SuspensionReason.NonPayment)
        ? "An invoice for it is overdue. Its data is kept, and it comes back by itself as soon as that is paid."
        : "Our staff have switched it off. Its data is kept. Please talk to us, so that we can settle it together.";

    public virtual string NewPassword => "The new root password is behind the button below and can be shown once, so have somewhere to keep it ready.";
}
