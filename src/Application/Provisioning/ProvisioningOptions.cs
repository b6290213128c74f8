namespace EzSolutions.Application.Provisioning;

/// <summary>How patiently machines are made. Section <c>Provisioning</c>.</summary>
public sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>Failed tries of one step before it is given up (rules.md: 8).</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>Pause after the first failed try; doubles with each.</summary>
    public TimeSpan RetryFrom { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two looks at a running task.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A worker holds its thread at most this long, then it comes back later.</summary>
    public TimeSpan HoldFor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After a crash another worker may take over after this long.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Nobody gets a used machine number again before this.</summary>
    public TimeSpan Quarantine { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A step that has been waited for this long is a failed try.</summary>
    public TimeSpan StepAtMost { get; set; } = TimeSpan.FromMinutes(30);

    public TimeSpan AddressAtMost { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A power action is reported as failed after this.</summary>
    public TimeSpan PowerAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A backup or a restore that has been waited for this long is a failed try.</summary>
    public TimeSpan BackupAtMost { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Backups a customer can have of one service; the oldest makes room for a new one.</summary>
    public int BackupsKept { get; set; } = 3;
}
