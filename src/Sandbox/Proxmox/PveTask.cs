using System.Globalization;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>
/// One unit of long work. It is data, not a running thread: whoever looks after <see cref="DueAt"/> finds it done, also
/// after a restart of the sandbox.
/// </summary>
internal sealed record PveTask
{
    public required string Upid { get; init; }

    public required string Node { get; init; }

    public required string Type { get; init; }

    public required string Id { get; init; }

    public required string User { get; init; }

    public required int Pid { get; init; }

    public required long StartTime { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required Dictionary<string, string> Arguments { get; init; }

    public List<string> Log { get; init; } = [];

    /// <summary>Set by a task_error fault: the task will end with this.</summary>
    public string? Doom { get; init; }

    public long? EndTime { get; init; }

    public string? ExitStatus { get; init; }

    public bool Running => ExitStatus is null;

    public int Vmid => int.TryParse(Arguments.GetValueOrDefault("vmid"), CultureInfo.InvariantCulture, out var vmid) ? vmid : 0;

    public static string MakeUpid(string node, int pid, long started, string type, string id, string user) =>
        string.Create(CultureInfo.InvariantCulture, $"UPID:{node}:{pid:X8}:{(started % 0x7FFFFFFF) * 100 % 0x7FFFFFFF:X8}:{started:X8}:{type}:{id}:{user}:");
}
