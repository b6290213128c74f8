using System.Globalization;
using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>Nodes, machines and tasks. Callers are inside <see cref="Journal.Transact{T}"/>.</summary>
internal sealed class Cluster
{
    public const int TemplateVmid = 9000;
    public static readonly string[] Nodes = ["pve1", "pve2"];

    private readonly Journal _journal;
    private readonly SandboxOptions _options;
    private readonly FaultBoard _faults;
    private readonly Table<Machine> _machines;
    private readonly Table<PveTask> _tasks;
    private readonly Table<Backup> _backups;
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly TaskEndings _endings;

    public Cluster(Journal journal, SandboxOptions options, FaultBoard faults, EffectLog effects)
    {
        _journal = journal;
        _options = options;
        _faults = faults;
        Effects = effects;
        _machines = journal.Table<Machine>("pve_machines");
        _tasks = journal.Table<PveTask>("pve_tasks");
        _backups = journal.Table<Backup>("pve_backups");
        _endings = new TaskEndings(this, effects);
        foreach (var task in _tasks.All().Where(t => t.Running))
            _running.Add(task.Upid);
        journal.Transact(() =>
        {
            foreach (var node in Nodes.Where(node => Find(node, TemplateVmid) is null))
                Put(Template.Debian12(node, TemplateVmid));
        });
    }

    public EffectLog Effects { get; }

    public DateTimeOffset Now => _options.Clock.GetUtcNow();

    public TimeSpan GuestBootTime => _options.GuestBootTime;

    public IReadOnlyList<Machine> Machines => _machines.All();

    public IReadOnlyList<PveTask> Tasks => _tasks.All();

    public IReadOnlyList<Backup> Backups => _backups.All();

    public bool StorageIsFull => _faults.Any("proxmox", FaultKind.StorageFull);

    public T Transact<T>(Func<T> work)
    {
        // Its own transaction: a call that is refused must not undo what time has already done.
        _journal.Transact(SettleInside);
        return _journal.Transact(work);
    }

    /// <summary>Ends every task whose time has come.</summary>
    public void Settle() => Transact(() => true);

    public Machine? Find(string node, int vmid) => _machines.Find(Key(node, vmid));

    public Machine Get(string node, int vmid) => Find(node, vmid) ?? throw PveRefusal.NoConfig(node, vmid);

    public bool Taken(int vmid) => Array.Exists(Nodes, node => Find(node, vmid) is not null);

    public void Put(Machine machine) => _machines.Put(Key(machine.Node, machine.Vmid), machine);

    public void Remove(Machine machine) => _machines.Remove(Key(machine.Node, machine.Vmid));

    public void Keep(Backup backup) => _backups.Put(backup.Volume, backup);

    public Backup? FindBackup(string volume) => _backups.Find(volume);

    public void Prune(Backup backup) => _backups.Remove(backup.Volume);

    public PveTask? FindTask(string upid) => _tasks.Find(upid);

    /// <summary>Starts a task; its UPID is the answer of the call that asked for it.</summary>
    /// <param name="share">Part of the configured duration that this kind of work takes.</param>
    public string Begin(PveCall call, string type, string id, Dictionary<string, string> arguments, double share)
    {
        var now = Now;
        var pid = 1000 + _tasks.Count + 1;
        var upid = PveTask.MakeUpid(call.Node, pid, now.ToUnixTimeSeconds(), type, id, call.User);
        var doom = _faults.Take("proxmox", [FaultKind.TaskError], call.Form, $"{type} {id}");
        _tasks.Put(upid, new PveTask
        {
            Upid = upid,
            Node = call.Node,
            Type = type,
            Id = id,
            User = call.User,
            Pid = pid,
            StartTime = now.ToUnixTimeSeconds(),
            DueAt = now + (_options.TaskDuration * share),
            Arguments = arguments,
            Doom = doom is null ? null : doom.Message ?? "unexpected error",
        });
        _running.Add(upid);
        return upid;
    }

    /// <summary>Whether the storage_full fault is used up by this attempt.</summary>
    public bool TakeStorageFull() => _faults.Take("proxmox", [FaultKind.StorageFull], "") is not null;

    public void Interrupt(PveTask task)
    {
        _endings.Interrupt(task);
        End(task, "interrupted by signal");
    }

    public string FreeAddress()
    {
        var used = Machines.Select(m => m.Address).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(10, 240).Select(n => $"203.0.113.{n}").FirstOrDefault(a => !used.Contains(a)) ?? "203.0.113.250";
    }

    private static string Key(string node, int vmid) => string.Create(CultureInfo.InvariantCulture, $"{node}/{vmid}");

    private void SettleInside()
    {
        if (_running.Count == 0)
            return;
        var now = Now;
        foreach (var task in _running.Select(u => _tasks.Find(u)).OfType<PveTask>().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).ToList())
            End(task, _endings.Finish(task));
    }

    private void End(PveTask task, string exitStatus)
    {
        List<string> log = [.. task.Log, .. TaskLog.Of(task), exitStatus == "OK" ? "TASK OK" : $"TASK ERROR: {exitStatus}"];
        _tasks.Put(task.Upid, task with { ExitStatus = exitStatus, EndTime = Math.Max(task.StartTime, Now.ToUnixTimeSeconds()), Log = log });
        _running.Remove(task.Upid);
    }
}
