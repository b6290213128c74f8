using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class MachineCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/nodes/{node}/qemu", new PveSchema("full:bool"), (cluster, call) =>
            Json.Array(cluster.Machines.Where(m => m.Node == call.Node).Select(m => Summary(cluster, m, full: false))));
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/config", new PveSchema("current:bool", "snapshot"), (cluster, call) => ConfigRules.Show(cluster.Get(call.Node, call.Vmid)));
        routes.Map("PUT", "/nodes/{node}/qemu/{vmid}/config", ConfigRules.Schema, Configure);
        routes.Map("POST", "/nodes/{node}/qemu/{vmid}/config", ConfigRules.Schema, ConfigureInTask);
        routes.Map("PUT", "/nodes/{node}/qemu/{vmid}/resize", new PveSchema("disk:disk!", "size:size!", "digest", "skiplock:bool"), Resize);
        routes.Map(
            "POST",
            "/nodes/{node}/qemu/{vmid}/clone",
            new PveSchema("newid:vmid!", "name:dns", "full:bool", "storage", "target", "pool", "description", "format", "snapname:snapname", "bwlimit:int"),
            Clone);
        routes.Map("DELETE", "/nodes/{node}/qemu/{vmid}", new PveSchema("purge:bool", "destroy-unreferenced-disks:bool", "skiplock:bool"), Destroy);
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/pending", new PveSchema(), (cluster, call) =>
            Json.Array(cluster.Get(call.Node, call.Vmid).Config.Select(c => new JsonObject { ["key"] = c.Key, ["value"] = c.Key == "cipassword" ? "**********" : c.Value })));
    }

    public static JsonObject Summary(Cluster cluster, Machine machine, bool full)
    {
        var running = machine.Power != PowerState.Stopped;
        var shown = new JsonObject
        {
            ["vmid"] = machine.Vmid,
            ["name"] = machine.Name,
            ["status"] = running ? PowerState.Running : PowerState.Stopped,
            ["maxmem"] = machine.MemoryBytes,
            ["maxdisk"] = machine.DiskBytes,
            ["mem"] = running ? machine.MemoryBytes * 4 / 10 : 0,
            ["cpu"] = running ? Usage.Cpu(machine, cluster.Now) : 0,
            ["disk"] = 0,
            ["netin"] = 0,
            ["netout"] = 0,
            ["diskread"] = 0,
            ["diskwrite"] = 0,
            ["uptime"] = running ? UptimeOf(cluster, machine) : 0,
            [full ? "maxcpu" : "cpus"] = machine.Cores,
            ["template"] = machine.IsTemplate ? 1 : 0,
        };
        if (machine.Tags.Length > 0)
            shown["tags"] = machine.Tags;
        if (machine.Lock is { } held)
            shown["lock"] = held;
        if (full)
        {
            shown["id"] = $"qemu/{machine.Vmid}";
            shown["node"] = machine.Node;
            shown["type"] = "qemu";
        }

        return shown;
    }

    public static long UptimeOf(Cluster cluster, Machine machine) =>
        machine.StartedAt is { } started ? Math.Max(1, (long)(cluster.Now - started).TotalSeconds) : 0;

    private static Machine Unlocked(Cluster cluster, PveCall call)
    {
        var machine = cluster.Get(call.Node, call.Vmid);
        return machine.Lock is { } held ? throw PveRefusal.Locked(held) : machine;
    }

    private static JsonNode? Configure(Cluster cluster, PveCall call)
    {
        var changed = ConfigRules.Change(Unlocked(cluster, call), call.All);
        cluster.Put(changed);
        cluster.Effects.MachineDescribed(changed.Uid, changed.Name, changed.Tags, changed.Config.GetValueOrDefault("description") ?? "");
        return null;
    }

    private static JsonNode ConfigureInTask(Cluster cluster, PveCall call)
    {
        ConfigRules.Change(Unlocked(cluster, call), call.All);
        return cluster.Begin(call, "qmconfig", call.Required("vmid"), new Dictionary<string, string>(call.All, StringComparer.Ordinal), share: 0.2);
    }

    private static JsonNode Resize(Cluster cluster, PveCall call)
    {
        var machine = Unlocked(cluster, call);
        var disk = call.Required("disk");
        if (!machine.Disks.TryGetValue(disk, out var before))
            throw PveRefusal.Failed($"disk '{disk}' does not exist");
        var asked = call.Required("size");
        var size = DiskSize.Parse(asked.TrimStart('+')) ?? throw PveRefusal.Invalid("size", "value does not match the regex pattern");
        var after = asked.StartsWith('+') ? before + size : size;
        if (after < before)
            throw PveRefusal.Failed("shrinking disks is not supported");
        if (cluster.TakeStorageFull())
            throw PveRefusal.Failed("command '/sbin/lvextend' failed: exit code 5");
        var arguments = new Dictionary<string, string>(call.All, StringComparer.Ordinal) { ["bytes"] = after.ToString(CultureInfo.InvariantCulture) };
        return cluster.Begin(call, "resize", call.Required("vmid"), arguments, share: 0.2);
    }

    private static JsonNode Clone(Cluster cluster, PveCall call)
    {
        var source = Unlocked(cluster, call);
        var newid = call.Integer("newid")!.Value;
        var target = call.Text("target") ?? call.Node;
        if (source.Power != PowerState.Stopped)
            throw PveRefusal.Failed($"VM {source.Vmid} is running: only stopped templates are cloned");
        if (!source.IsTemplate && !call.Flag("full"))
            throw PveRefusal.Invalid("full", "Linked clone feature is not supported for drive 'scsi0' (not a template)");
        if (!Cluster.Nodes.Contains(target))
            throw PveRefusal.Invalid("target", $"invalid format - node '{target}' does not exist");
        if (target != call.Node)
            throw PveRefusal.Failed($"can't clone VM to node '{target}' (VM uses local storage)");
        if (call.Text("storage") is { } storage && NodeCalls.KnownStorage(storage) != "local-lvm")
            throw PveRefusal.Failed($"storage '{storage}' does not support VM images");
        if (cluster.Taken(newid))
            throw PveRefusal.Failed($"unable to create VM {newid}: config file already exists");

        // While disks copy, the new configuration holds only its lock; name and tags come with the end of the task.
        cluster.Put(new Machine
        {
            Uid = Guid.CreateVersion7().ToString("N"),
            Node = target,
            Vmid = newid,
            Config = new Dictionary<string, string>(StringComparer.Ordinal),
            Lock = "clone",
        });
        var arguments = new Dictionary<string, string>(call.All, StringComparer.Ordinal) { ["target"] = target };
        return cluster.Begin(call, "qmclone", call.Required("vmid"), arguments, share: 1);
    }

    private static JsonNode Destroy(Cluster cluster, PveCall call)
    {
        var machine = Unlocked(cluster, call);
        if (machine.Power != PowerState.Stopped)
            throw PveRefusal.Failed($"VM {machine.Vmid} is running - destroy failed");
        if (machine.Config.GetValueOrDefault("protection") == "1")
            throw PveRefusal.Failed($"can't remove VM {machine.Vmid} - protection mode enabled");
        return cluster.Begin(call, "qmdestroy", call.Required("vmid"), new Dictionary<string, string>(call.All, StringComparer.Ordinal), share: 0.4);
    }
}
