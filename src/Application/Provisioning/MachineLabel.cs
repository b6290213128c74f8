using System.Text.RegularExpressions;

namespace EzSolutions.Application.Provisioning;

/// <summary>P04: how we mark a machine as ours; a machine without it is never touched.</summary>
public static partial class MachineLabel
{
    public const string Tag = "ez";

    public static string Describe(Guid serviceId) => $"EZ Solutions service {serviceId:D}";

    public static Guid? Read(string? description) =>
        description is not null && Label().Match(description) is { Success: true } match && Guid.TryParse(match.Groups["id"].ValueSpan, out var id)
            ? id
            : null;

    /// <summary>The note on a backup that is ours.</summary>
    public static string DescribeBackup(Guid backupId, Guid serviceId) => $"EZ Solutions backup {backupId:D} of service {serviceId:D}";

    public static Guid? ReadBackup(string? note) =>
        note is not null && BackupNote().Match(note) is { Success: true } match && Guid.TryParse(match.Groups["id"].ValueSpan, out var id)
            ? id
            : null;

    [GeneratedRegex("EZ Solutions backup (?<id>[0-9a-fA-F-]{36})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BackupNote();

    [GeneratedRegex("EZ Solutions service (?<id>[0-9a-fA-F-]{36})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
