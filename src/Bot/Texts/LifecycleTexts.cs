using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Bot.Texts;

internal sealed class LifecycleTexts(Phrases phrases, Show show) : TextSection(phrases, "Lifecycle")
{
    public string BackupTopic => Say();

    public string RestoreTopic => Say();

    public string ResetTopic => Say();

    public string BackupDate => Say();

    public string Server => Say();

    public string MakesRoom => Say();

    public string BackupName(DateTimeOffset at) => Say([("day", show.Day(at)), ("time", show.Time(at))]);

    public string BackupRoomTitle(string service) => Say([("service", service)]);

    public string BackupRoomText(int kept) => Say([("kept", kept)]);

    public string BackupButton => Say();

    public string BackupAsked(string service) => Say([("service", service)]);

    public string BackupsTitle(string service) => Say([("service", service)]);

    public string NoBackups(string service) => Say([("service", service)]);

    public string AskWhichBackup(string service) => Say([("service", service)]);

    public string RestoreTitle(string service) => Say([("service", service)]);

    public string RestoreText(DateTimeOffset at) => Say([("backup", BackupName(at))]);

    public string RestoreButton => Say();

    public string RestoreAsked(string service) => Say([("service", service)]);

    public string ResetTitle(string service) => Say([("service", service)]);

    public string ResetText => Say();

    public string ResetButton => Say();

    public string ResetAsked(string service) => Say([("service", service)]);

    public string Working(LifecycleKind kind, string service) => SayOne(kind.ToString(), [("service", service)]);

    public string Worked(LifecycleKind kind, string service) => SayOne(kind.ToString(), [("service", service)]);

    public string State(LifecycleJobState state) =>
        SayOne(state is LifecycleJobState.Retrying or LifecycleJobState.AwaitingStaff or LifecycleJobState.Failed ? state.ToString() : "Running");

    public string WhySuspended(IReadOnlyList<SuspensionReason>? reasons) =>
        SayOne(reasons is { Count: > 0 } && reasons.All(r => r is SuspensionReason.NonPayment) ? "NonPayment" : "Other");

    public string NewPassword => Say();
}
