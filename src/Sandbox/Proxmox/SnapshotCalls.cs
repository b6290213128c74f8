using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class SnapshotCalls
{
    private const string Route = "/nodes/{node}/qemu/{vmid}/snapshot";

    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", Route, new PveSchema(), List);
        routes.Map("POST", Route, new PveSchema("snapname:snapname!", "description", "vmstate:bool"), Create);
        routes.Map("DELETE", Route + "/{snapname}", new PveSchema("force:bool"), (cluster, call) => Change(cluster, call, "qmdelsnapshot", "snapshot-delete"));
        routes.Map("POST", Route + "/{snapname}/rollback", new PveSchema("start:bool"), (cluster, call) => Change(cluster, call, "qmrollback", "rollback"));
    }

    private static JsonArray List(Cluster cluster, PveCall call)
    {
        var machine = cluster.Get(call.Node, call.Vmid);
        var shown = machine.Snapshots.Select(s =>
        {
            var snapshot = new JsonObject { ["name"] = s.Name, ["description"] = s.Description, ["snaptime"] = s.SnapTime, ["vmstate"] = 0 };
            if (s.Parent is { } parent)
                snapshot["parent"] = parent;
            return snapshot;
        }).ToList();
        var current = new JsonObject { ["name"] = "current", ["description"] = "You are here!", ["running"] = machine.Power == PowerState.Running ? 1 : 0, ["digest"] = ConfigRules.Digest(machine) };
        if (machine.Parent is { } last)
            current["parent"] = last;
        return Json.Array([.. shown, current]);
    }

    private static JsonNode Create(Cluster cluster, PveCall call)
    {
        var machine = Unlocked(cluster, call);
        var name = call.Required("snapname");
        if (name == "current" || machine.Snapshots.Exists(s => s.Name == name))
            throw PveRefusal.Failed($"snapshot name '{name}' already used");
        if (machine.IsTemplate)
            throw PveRefusal.Failed("snapshot feature is not available");
        return Begin(cluster, call, machine, "qmsnapshot", "snapshot");
    }

    private static JsonNode Change(Cluster cluster, PveCall call, string type, string lockName)
    {
        var machine = Unlocked(cluster, call);
        if (!machine.Snapshots.Exists(s => s.Name == call.Required("snapname")))
            throw PveRefusal.Failed($"snapshot '{call.Required("snapname")}' does not exist");
        return Begin(cluster, call, machine, type, lockName);
    }

    private static Machine Unlocked(Cluster cluster, PveCall call)
    {
        var machine = cluster.Get(call.Node, call.Vmid);
        return machine.Lock is { } held ? throw PveRefusal.Locked(held) : machine;
    }

    private static JsonNode Begin(Cluster cluster, PveCall call, Machine machine, string type, string lockName)
    {
        cluster.Put(machine with { Lock = lockName });
        return cluster.Begin(call, type, call.Required("vmid"), new Dictionary<string, string>(call.All, StringComparer.Ordinal), share: 0.4);
    }
}
