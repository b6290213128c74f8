using System.Globalization;
using EzSolutions.Sandbox.Effects;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>What has changed in the world when a task ends, and its exit status.</summary>
internal sealed class TaskEndings(Cluster cluster, EffectLog effects)
{
    private const string Ok = "OK";

    public string Finish(PveTask task)
    {
        if (task.Type == "qmclone")
            return Clone(task);
        if (cluster.Find(task.Node, task.Vmid) is not { } machine)
            return $"Configuration file 'nodes/{task.Node}/qemu-server/{task.Vmid}.conf' does not exist";
        if (task.Doom is { } doom)
        {
            ReleaseOwnLock(task, machine);
            return doom;
        }

        return task.Type switch
        {
            "qmstart" => Start(task, machine),
            "qmstop" => Power(machine, PowerState.Stopped, mustRun: false),
            "qmshutdown" => Power(machine, PowerState.Stopped, mustRun: true),
            "qmreboot" => Reboot(task, machine),
            "qmsuspend" => Power(machine, PowerState.Paused, mustRun: true),
            "qmresume" => Power(machine, PowerState.Running, mustRun: true),
            "qmdestroy" => Destroy(machine),
            "qmconfig" => Configure(task, machine),
            "resize" => Resize(task, machine),
            "qmsnapshot" => TakeSnapshot(task, machine),
            "qmdelsnapshot" => DeleteSnapshot(task, machine),
            "qmrollback" => Rollback(task, machine),
            "vzdump" => BackUp(task, machine),
            "qmrestore" => Restore(task, machine),
            _ => Ok,
        };
    }

    /// <summary>A killed clone leaves its lock behind, as the vendor's does; only a privileged path can clear that.</summary>
    public void Interrupt(PveTask task)
    {
        if (task.Type != "qmclone")
            return;
        var target = Target(task);
        if (target is not null)
            effects.MachineCreated(target.Uid, Effect(target));
    }

    private Machine? Target(PveTask task) =>
        cluster.Find(task.Arguments["target"], int.Parse(task.Arguments["newid"], CultureInfo.InvariantCulture));

    private string Clone(PveTask task)
    {
        if (Target(task) is not { Lock: "clone" } copy)
            return $"clone failed: unable to create VM {task.Arguments["newid"]}: config file already exists";
        var doom = task.Doom;
        if (cluster.TakeStorageFull())
            doom = "clone failed: lvcreate 'pve/vm-" + copy.Vmid + "-disk-0' error:   Cannot create new thin volume, free space in thin pool pve/data reached threshold.";
        else if (cluster.Find(task.Node, task.Vmid) is null)
            doom ??= $"clone failed: Configuration file 'nodes/{task.Node}/qemu-server/{task.Vmid}.conf' does not exist";
        if (doom is not null)
        {
            cluster.Remove(copy);
            return doom;
        }

        var source = cluster.Get(task.Node, task.Vmid);
        var done = copy with
        {
            Lock = null,
            Address = cluster.FreeAddress(),
            Config = Template.CloneConfig(
                source, copy.Vmid, task.Arguments.GetValueOrDefault("name"), task.Arguments.GetValueOrDefault("description"),
                task.Arguments.GetValueOrDefault("storage") ?? "local-lvm"),
        };
        cluster.Put(done);
        effects.MachineCreated(done.Uid, Effect(done));
        return Ok;
    }

    private string Start(PveTask task, Machine machine)
    {
        if (machine.Lock is { } held)
            return $"VM is locked ({held})";
        if (machine.IsTemplate)
            return "you can't start a vm if it's a template";
        if (machine.Power != PowerState.Stopped)
            return $"VM {machine.Vmid} already running";
        cluster.Put(machine with { Power = PowerState.Running, StartedAt = task.DueAt });
        return Ok;
    }

    private string Power(Machine machine, string to, bool mustRun)
    {
        if (machine.Lock is { } held)
            return $"VM is locked ({held})";
        if (machine.Power == PowerState.Stopped)
            return mustRun ? $"VM {machine.Vmid} not running" : Ok;
        cluster.Put(machine with { Power = to, StartedAt = to == PowerState.Stopped ? null : machine.StartedAt });
        return Ok;
    }

    private string Reboot(PveTask task, Machine machine)
    {
        if (machine.Power == PowerState.Stopped)
            return $"VM {machine.Vmid} not running";
        cluster.Put(machine with { Power = PowerState.Running, StartedAt = task.DueAt });
        return Ok;
    }

    private string Destroy(Machine machine)
    {
        if (machine.Power != PowerState.Stopped)
            return $"VM {machine.Vmid} is running - destroy failed";
        cluster.Remove(machine);
        effects.MachineDestroyed(machine.Uid, Effect(machine));
        return Ok;
    }

    private string Configure(PveTask task, Machine machine)
    {
        try
        {
            var changed = ConfigRules.Change(machine, task.Arguments);
            cluster.Put(changed);
            effects.MachineDescribed(changed.Uid, changed.Name, changed.Tags, changed.Config.GetValueOrDefault("description") ?? "");
            return Ok;
        }
        catch (PveRefusal refusal)
        {
            return refusal.Message;
        }
    }

    private string Resize(PveTask task, Machine machine)
    {
        var disk = task.Arguments["disk"];
        var size = long.Parse(task.Arguments["bytes"], CultureInfo.InvariantCulture);
        if (!machine.Config.TryGetValue(disk, out var volume))
            return $"disk '{disk}' does not exist";
        if (size < DiskSize.Of(volume))
            return "shrinking disks is not supported";
        cluster.Put(machine.With(disk, DiskSize.Resized(volume, size)));
        return Ok;
    }

    private string TakeSnapshot(PveTask task, Machine machine)
    {
        var name = task.Arguments["snapname"];
        var snapshot = new Snapshot(name, task.Arguments.GetValueOrDefault("description") ?? "", task.DueAt.ToUnixTimeSeconds(), machine.Config, machine.Parent);
        cluster.Put(machine with { Lock = null, Snapshots = [.. machine.Snapshots, snapshot], Parent = name });
        return Ok;
    }

    private string DeleteSnapshot(PveTask task, Machine machine)
    {
        var gone = machine.Snapshots.Find(s => s.Name == task.Arguments["snapname"]);
        cluster.Put(machine with
        {
            Lock = null,
            Snapshots = machine.Snapshots.Where(s => s != gone).Select(s => s.Parent == gone?.Name ? s with { Parent = gone?.Parent } : s).ToList(),
            Parent = machine.Parent == gone?.Name ? gone?.Parent : machine.Parent,
        });
        return Ok;
    }

    private string Rollback(PveTask task, Machine machine)
    {
        if (machine.Snapshots.Find(s => s.Name == task.Arguments["snapname"]) is not { } snapshot)
            return $"snapshot '{task.Arguments["snapname"]}' does not exist";
        cluster.Put(machine with { Lock = null, Config = snapshot.Config, Power = PowerState.Stopped, StartedAt = null, Parent = snapshot.Name });
        return Ok;
    }

    private string BackUp(PveTask task, Machine machine)
    {
        ReleaseOwnLock(task, machine);
        if (cluster.TakeStorageFull())
            return "job errors";
        var storage = task.Arguments["storage"];
        // The name has the second in it; a second archive of that second gets the next one.
        var at = task.DueAt;
        while (cluster.FindBackup(Volume(storage, machine.Vmid, at)) is not null)
            at = at.AddSeconds(1);
        cluster.Keep(new Backup(
            Volume(storage, machine.Vmid, at), machine.Node, storage, machine.Vmid, machine.DiskBytes / 4, at.ToUnixTimeSeconds(),
            task.Arguments.GetValueOrDefault("notes-template") ?? "", task.Arguments.GetValueOrDefault("protected") is "1", machine.Config));
        foreach (var old in BackupCalls.Outdated(cluster, machine.Node, storage, machine.Vmid, task.Arguments.GetValueOrDefault("prune-backups")))
            cluster.Prune(old);
        return Ok;
    }

    private static string Volume(string storage, int vmid, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{storage}:backup/vzdump-qemu-{vmid}-{at:yyyy_MM_dd-HH_mm_ss}.vma.zst");

    private string Restore(PveTask task, Machine machine)
    {
        if (cluster.TakeStorageFull() || cluster.FindBackup(task.Arguments["archive"]) is not { } backup)
        {
            FailRestore(machine);
            return "command 'set -o pipefail && zstd -q -d -c | vma extract' failed: exit code 5";
        }

        var restored = machine with { Lock = null, Config = backup.Config, Snapshots = [], Parent = null };
        cluster.Put(restored);
        if (machine.Config.Count == 0)
            effects.MachineCreated(restored.Uid, Effect(restored));
        effects.MachineDescribed(restored.Uid, restored.Name, restored.Tags, restored.Config.GetValueOrDefault("description") ?? "");
        return Ok;
    }

    /// <summary>What was there before stays; what was to come is not there.</summary>
    private void FailRestore(Machine machine)
    {
        if (machine.Config.Count == 0)
            cluster.Remove(machine);
        else
            cluster.Put(machine with { Lock = null });
    }

    private void ReleaseOwnLock(PveTask task, Machine machine)
    {
        if (task.Type == "qmrestore")
            FailRestore(machine);
        if (task.Type is "qmsnapshot" or "qmdelsnapshot" or "qmrollback" or "vzdump")
            cluster.Put(machine with { Lock = null });
    }

    private MachineEffect Effect(Machine machine) => new(
        machine.Node, machine.Vmid, machine.Name, machine.Tags, machine.Config.GetValueOrDefault("description") ?? "", cluster.Now);
}
