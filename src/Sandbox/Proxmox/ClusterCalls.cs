using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class ClusterCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/version", new PveSchema(), (_, _) => new JsonObject { ["release"] = "8.4", ["repoid"] = "aa3dbcb7ba3fcb0f", ["version"] = "8.4.1" });
        routes.Map("GET", "/cluster/resources", new PveSchema("type"), Resources);
        routes.Map("GET", "/cluster/nextid", new PveSchema("vmid:vmid"), NextId);
        routes.Map("GET", "/cluster/tasks", new PveSchema(), (cluster, _) => TaskCalls.List(cluster.Tasks.Reverse().Take(100)));
        routes.Map("GET", "/cluster/status", new PveSchema(), (_, _) => Json.Array(
        [
            new JsonObject { ["type"] = "cluster", ["id"] = "cluster", ["name"] = "sandbox", ["nodes"] = Cluster.Nodes.Length, ["quorate"] = 1, ["version"] = 2 },
            .. Cluster.Nodes.Select((node, i) => new JsonObject { ["type"] = "node", ["id"] = $"node/{node}", ["name"] = node, ["nodeid"] = i + 1, ["online"] = 1, ["ip"] = $"192.0.2.{i + 11}" }),
        ]));
    }

    private static JsonArray Resources(Cluster cluster, PveCall call)
    {
        var type = call.Text("type");
        if (type is not (null or "vm" or "node" or "storage" or "sdn"))
            throw PveRefusal.Invalid("type", $"value '{type}' does not have a value in the enumeration 'vm, storage, node, sdn'");
        var resources = new List<JsonObject>();
        if (type is null or "vm")
            resources.AddRange(cluster.Machines.Select(m => MachineCalls.Summary(cluster, m, full: true)));
        if (type is null or "node")
            resources.AddRange(Cluster.Nodes.Select(node => NodeCalls.Summary(cluster, node)));
        if (type is null or "storage")
            resources.AddRange(Cluster.Nodes.SelectMany(node => NodeCalls.StorageResources(cluster, node)));
        return Json.Array(resources);
    }

    private static JsonNode NextId(Cluster cluster, PveCall call)
    {
        if (call.Integer("vmid") is { } asked)
        {
            return cluster.Taken(asked)
                ? throw PveRefusal.Invalid("vmid", $"VM {asked} already exists")
                : asked.ToString(CultureInfo.InvariantCulture);
        }

        // Only free at the time of asking: nothing is reserved.
        return Enumerable.Range(100, 999_999).First(id => !cluster.Taken(id)).ToString(CultureInfo.InvariantCulture);
    }
}
