using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class NodeCalls
{
    private const long GiB = 1L << 30;
    private const int Cores = 16;
    private const long Memory = 128 * GiB;

    private static readonly (string Name, string Type, string Content, long Total)[] Storages =
    [
        ("local", "dir", "iso,vztmpl,backup,snippets", 400 * GiB),
        ("local-lvm", "lvmthin", "images,rootdir", 2000 * GiB),
    ];

    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/nodes", new PveSchema(), (cluster, _) => Json.Array(Cluster.Nodes.Select(n => Summary(cluster, n))));
        routes.Map("GET", "/nodes/{node}/status", new PveSchema(), Status);
        routes.Map("GET", "/nodes/{node}/storage", new PveSchema("content", "enabled:bool", "storage", "target", "format:bool"), (cluster, call) => Json.Array(
            Storages.Where(s => call.Text("storage") is not { } only || only == s.Name)
                .Where(s => call.Text("content") is not { } content || s.Content.Split(',').Contains(content))
                .Select(s => StorageStatus(cluster, call.Node, s.Name))));
        routes.Map("GET", "/nodes/{node}/storage/{storage}/status", new PveSchema(), (cluster, call) => StorageStatus(cluster, call.Node, KnownStorage(call.Required("storage"))));
        routes.Map("GET", "/nodes/{node}/storage/{storage}/content", new PveSchema("content", "vmid:vmid"), Content);
        routes.Map("GET", "/nodes/{node}/network", new PveSchema("type"), (_, _) => Json.Array([new JsonObject { ["iface"] = "vmbr0", ["type"] = "bridge", ["active"] = 1, ["autostart"] = 1, ["cidr"] = "203.0.113.1/24", ["bridge_ports"] = "eno1" }]));
    }

    public static string KnownStorage(string name) =>
        Array.Exists(Storages, s => s.Name == name) ? name : throw PveRefusal.Failed($"storage '{name}' does not exist");

    public static JsonObject Summary(Cluster cluster, string node) => new()
    {
        ["id"] = $"node/{node}",
        ["node"] = node,
        ["type"] = "node",
        ["status"] = "online",
        ["level"] = "",
        ["cpu"] = Math.Round(0.02 + (0.01 * On(cluster, node).Count), 4),
        ["maxcpu"] = Cores,
        ["mem"] = UsedMemory(cluster, node),
        ["maxmem"] = Memory,
        ["disk"] = 12 * GiB,
        ["maxdisk"] = 94 * GiB,
        ["uptime"] = Uptime(cluster),
        ["ssl_fingerprint"] = "",
    };

    public static bool TakesBackups(string storage) =>
        Storages.First(s => s.Name == storage).Content.Split(',').Contains("backup");

    public static IEnumerable<JsonObject> StorageResources(Cluster cluster, string node) => Storages.Select(s =>
    {
        var status = StorageStatus(cluster, node, s.Name);
        return new JsonObject
        {
            ["id"] = $"storage/{node}/{s.Name}",
            ["type"] = "storage",
            ["node"] = node,
            ["storage"] = s.Name,
            ["plugintype"] = s.Type,
            ["content"] = s.Content,
            ["shared"] = 0,
            ["status"] = "available",
            ["disk"] = status["used"]!.DeepClone(),
            ["maxdisk"] = s.Total,
        };
    });

    private static List<Machine> On(Cluster cluster, string node) => cluster.Machines.Where(m => m.Node == node && m.Power != PowerState.Stopped).ToList();

    private static long UsedMemory(Cluster cluster, string node) => (3 * GiB) + (On(cluster, node).Sum(m => m.MemoryBytes) * 6 / 10);

    private static long Uptime(Cluster cluster) => cluster.Now.ToUnixTimeSeconds() % (90L * 86_400) + 86_400;

    private static JsonObject Status(Cluster cluster, PveCall call)
    {
        var used = UsedMemory(cluster, call.Node);
        return new JsonObject
        {
            ["cpu"] = Math.Round(0.02 + (0.01 * On(cluster, call.Node).Count), 4),
            ["cpuinfo"] = new JsonObject { ["cpus"] = Cores, ["cores"] = Cores / 2, ["sockets"] = 1, ["model"] = "AMD EPYC 7313P 16-Core Processor", ["mhz"] = "3000.000", ["hvm"] = "1" },
            ["memory"] = new JsonObject { ["total"] = Memory, ["used"] = used, ["free"] = Memory - used },
            ["rootfs"] = new JsonObject { ["total"] = 94 * GiB, ["used"] = 12 * GiB, ["free"] = 82 * GiB, ["avail"] = 82 * GiB },
            ["swap"] = new JsonObject { ["total"] = 8 * GiB, ["used"] = 0, ["free"] = 8 * GiB },
            ["loadavg"] = new JsonArray("0.31", "0.27", "0.22"),
            ["uptime"] = Uptime(cluster),
            ["kversion"] = "Linux 6.8.12-10-pve",
            ["pveversion"] = "pve-manager/8.4.1/2a5fa54a8503f96d",
            ["wait"] = 0,
        };
    }

    private static JsonObject StorageStatus(Cluster cluster, string node, string name)
    {
        var storage = Storages.First(s => s.Name == name);
        var used = name == "local"
            ? (6 * GiB) + cluster.Backups.Where(b => b.Node == node).Sum(b => b.Size)
            : cluster.Machines.Where(m => m.Node == node).Sum(m => m.DiskBytes);
        if (name == "local-lvm" && cluster.StorageIsFull)
            used = storage.Total;
        return new JsonObject
        {
            ["storage"] = name,
            ["type"] = storage.Type,
            ["content"] = storage.Content,
            ["active"] = 1,
            ["enabled"] = 1,
            ["shared"] = 0,
            ["total"] = storage.Total,
            ["used"] = used,
            ["avail"] = storage.Total - used,
            ["used_fraction"] = Math.Round((double)used / storage.Total, 6),
        };
    }

    private static JsonArray Content(Cluster cluster, PveCall call)
    {
        var storage = KnownStorage(call.Required("storage"));
        var images = cluster.Machines.Where(m => m.Node == call.Node).SelectMany(m => m.Config
            .Where(c => DiskSize.IsDisk(c.Key, c.Value) && c.Value.StartsWith(storage + ":", StringComparison.Ordinal))
            .Select(c => new JsonObject { ["volid"] = c.Value.Split(',')[0], ["vmid"] = m.Vmid, ["content"] = "images", ["format"] = "raw", ["size"] = DiskSize.Of(c.Value) }));
        var backups = cluster.Backups.Where(b => b.Node == call.Node && b.Storage == storage)
            .Select(b => new JsonObject { ["volid"] = b.Volume, ["vmid"] = b.Vmid, ["content"] = "backup", ["format"] = "vma.zst", ["subtype"] = "qemu", ["size"] = b.Size, ["ctime"] = b.CreatedAt, ["notes"] = b.Notes, ["protected"] = b.Protected ? 1 : 0 });
        return Json.Array(images.Concat(backups)
            .Where(i => call.Text("content") is not { } content || i["content"]!.GetValue<string>() == content)
            .Where(i => call.Integer("vmid") is not { } vmid || i["vmid"]!.GetValue<int>() == vmid));
    }
}
