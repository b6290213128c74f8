namespace EzSolutions.Sandbox.Proxmox;

internal static class PowerState
{
    public const string Stopped = "stopped";
    public const string Running = "running";
    public const string Paused = "paused";
}

internal sealed record Snapshot(string Name, string Description, long SnapTime, Dictionary<string, string> Config, string? Parent);

/// <summary>One virtual machine or template. <see cref="Uid"/> tells it from a later one under the same VMID.</summary>
internal sealed record Machine
{
    public required string Uid { get; init; }

    public required string Node { get; init; }

    public required int Vmid { get; init; }

    /// <summary>As in the .conf file; while a clone copies there is only a lock.</summary>
    public required Dictionary<string, string> Config { get; init; }

    public string Power { get; init; } = PowerState.Stopped;

    public string? Lock { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Address { get; init; }

    public List<Snapshot> Snapshots { get; init; } = [];

    public string? Parent { get; init; }

    public bool IsTemplate => Config.GetValueOrDefault("template") == "1";

    public string Name => Config.GetValueOrDefault("name") ?? $"VM {Vmid}";

    public string Tags => Config.GetValueOrDefault("tags") ?? "";

    public int Cores => Number("cores", 1) * Number("sockets", 1);

    public long MemoryBytes => (long)Number("memory", 512) * 1024 * 1024;

    public long DiskBytes => Disks.Values.Sum();

    public Dictionary<string, long> Disks => Config
        .Where(c => DiskSize.IsDisk(c.Key, c.Value))
        .ToDictionary(c => c.Key, c => DiskSize.Of(c.Value), StringComparer.Ordinal);

    public Machine With(string key, string? value)
    {
        var config = new Dictionary<string, string>(Config, StringComparer.Ordinal);
        if (value is null)
            config.Remove(key);
        else
            config[key] = value;
        return this with { Config = config };
    }

    private int Number(string key, int otherwise) =>
        int.TryParse(Config.GetValueOrDefault(key), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
