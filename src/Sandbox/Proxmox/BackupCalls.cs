using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>vzdump archives: made, pruned, brought back.</summary>
internal static partial class BackupCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map(
            "POST",
            "/nodes/{node}/vzdump",
            new PveSchema(
                "vmid!", "storage", "mode", "compress", "remove:bool", "notes-template", "mailto", "mailnotification", "prune-backups", "protected:bool",
                "bwlimit:int", "quiet:bool", "notification-mode"),
            BackUp);
        routes.Map(
            "POST",
            "/nodes/{node}/qemu",
            new PveSchema("vmid:vmid!", "archive!", "storage", "force:bool", "unique:bool", "pool", "bwlimit:int", "start:bool", "live-restore:bool"),
            Restore);
    }

    /// <summary>The archives of one machine number that the retention would take away, the protected ones never.</summary>
    public static IEnumerable<Backup> Outdated(Cluster cluster, string node, string storage, int vmid, string? prune) =>
        KeepLast(prune) is { } keep
            ? cluster.Backups.Where(b => b.Node == node && b.Storage == storage && b.Vmid == vmid && !b.Protected)
                .OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Volume, StringComparer.Ordinal).Skip(keep).ToList()
            : [];

    private static JsonNode BackUp(Cluster cluster, PveCall call)
    {
        if (!int.TryParse(call.Required("vmid"), CultureInfo.InvariantCulture, out var vmid))
            throw PveRefusal.Invalid("vmid", "invalid format - one machine per backup job here");
        OneOf(call, "mode", "snapshot", "suspend", "stop");
        OneOf(call, "compress", "0", "1", "gzip", "lzo", "zstd");
        if (call.Text("prune-backups") is { } prune && KeepLast(prune) is null)
            throw PveRefusal.Invalid("prune-backups", "invalid format - format error");
        var storage = NodeCalls.KnownStorage(call.Text("storage") ?? "local");
        if (!NodeCalls.TakesBackups(storage))
            throw PveRefusal.Failed($"storage '{storage}' does not support backups");
        var machine = cluster.Get(call.Node, vmid);
        if (machine.Lock is { } held)
            throw PveRefusal.Locked(held);
        cluster.Put(machine with { Lock = "backup" });
        var arguments = new Dictionary<string, string>(call.All, StringComparer.Ordinal) { ["storage"] = storage };
        return cluster.Begin(call, "vzdump", vmid.ToString(CultureInfo.InvariantCulture), arguments, share: 1);
    }

    /// <summary>Over a machine that is there only with force, and only while it is off.</summary>
    private static JsonNode Restore(Cluster cluster, PveCall call)
    {
        var vmid = call.Integer("vmid")!.Value;
        var archive = call.Required("archive");
        if (!archive.Contains(':', StringComparison.Ordinal))
            throw PveRefusal.Failed($"unable to parse volume ID '{archive}'");
        NodeCalls.KnownStorage(archive.Split(':')[0]);
        if (cluster.FindBackup(archive) is not { } backup || backup.Node != call.Node)
            throw PveRefusal.Failed($"volume '{archive}' does not exist");
        if (call.Text("storage") is { } storage && NodeCalls.KnownStorage(storage) != "local-lvm")
            throw PveRefusal.Failed($"storage '{storage}' does not support VM images");
        if (cluster.Find(call.Node, vmid) is { } there)
        {
            if (!call.Flag("force"))
                throw PveRefusal.Failed($"unable to restore VM {vmid} - VM {vmid} already exists on node '{call.Node}'");
            if (there.Lock is { } held)
                throw PveRefusal.Locked(held);
            if (there.Power != PowerState.Stopped)
                throw PveRefusal.Failed($"unable to restore VM {vmid} - VM is running");
            cluster.Put(there with { Lock = "create" });
        }
        else if (cluster.Taken(vmid))
        {
            throw PveRefusal.Failed($"unable to restore VM {vmid} - VM {vmid} already exists on another node");
        }
        else
        {
            cluster.Put(new Machine
            {
                Uid = Guid.CreateVersion7().ToString("N"),
                Node = call.Node,
                Vmid = vmid,
                Config = new Dictionary<string, string>(StringComparer.Ordinal),
                Lock = "create",
                Address = cluster.FreeAddress(),
            });
        }

        return cluster.Begin(call, "qmrestore", call.Required("vmid"), new Dictionary<string, string>(call.All, StringComparer.Ordinal), share: 1);
    }

    private static void OneOf(PveCall call, string name, params ReadOnlySpan<string> values)
    {
        if (call.Text(name) is { } given && !values.Contains(given))
            throw PveRefusal.Invalid(name, $"value '{given}' does not have a value in the enumeration '{string.Join(", ", values!)}'");
    }

    private static int? KeepLast(string? prune) =>
        prune is not null && KeepLastText().Match(prune) is { Success: true } match
            ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^keep-last=(?<n>[1-9]\d{0,5})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeepLastText();
}
