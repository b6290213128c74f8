using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Reads machines out of the vendor's JSON, where numbers come as numbers or as text.</summary>
internal static class ProxmoxMachine
{
    private static readonly string[] Busses = ["scsi0", "virtio0", "sata0", "ide0"];

    public static MachineSummary Summary(JsonElement row) => new(
        Number(row, "vmid") ?? 0, Text(row, "node") ?? "", Text(row, "name") ?? "", Power(row), Tags(row).Contains(MachineLabel.Tag));

    public static MachineDetails Details(int vmid, string node, JsonElement config, JsonElement status)
    {
        var held = Text(config, "lock") ?? Text(status, "lock");
        var cores = Number(config, "cores");
        return new MachineDetails(
            vmid, node, held is "clone" or "create", held, MachineLabel.Read(Text(config, "description")), Tags(config).Contains(MachineLabel.Tag),
            Power(status), cores is null ? null : cores * (Number(config, "sockets") ?? 1), Number(config, "memory"), SizeOf(config),
            Number(config, "onboot") is 1);
    }

    /// <summary>A complete archive of the backup storage; one without a size is still being written.</summary>
    public static MachineBackup? Backup(JsonElement row) =>
        Text(row, "volid") is { } volume && Long(row, "size") is { } size and > 0
            ? new MachineBackup(
                MachineLabel.ReadBackup(Text(row, "notes")), volume, size, DateTimeOffset.FromUnixTimeSeconds(Long(row, "ctime") ?? 0))
            : null;

    /// <summary>The disk the machine boots from.</summary>
    public static string SystemDisk(JsonElement config)
    {
        var order = (Text(config, "boot") ?? "").Split("order=") is [_, { } devices] ? devices.Split(';', ',') : [];
        var disk = order.Concat(Busses).FirstOrDefault(d => Text(config, d) is { } value && !value.Contains("media=cdrom", StringComparison.Ordinal));
        return disk is not null && Text(config, disk) is not null ? disk : Busses[0];
    }

    /// <summary>The first address of each family that others can reach: no loopback, no link-local.</summary>
    public static MachineAddresses Addresses(JsonElement answer)
    {
        string? ipv4 = null, ipv6 = null;
        foreach (var address in Interfaces(answer).SelectMany(i => Array(i, "ip-addresses")))
        {
            if (!System.Net.IPAddress.TryParse(Text(address, "ip-address"), out var ip) || System.Net.IPAddress.IsLoopback(ip))
                continue;
            if (ip.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork && !ip.ToString().StartsWith("169.254.", StringComparison.Ordinal))
                ipv4 ??= ip.ToString();
            else if (ip.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6 && !ip.IsIPv6LinkLocal)
                ipv6 ??= ip.ToString();
        }

        return new MachineAddresses(ipv4, ipv6);
    }

    public static string? Text(JsonElement row, string name) => row.ValueKind is JsonValueKind.Object && row.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    public static long? Long(JsonElement row, string name) =>
        decimal.TryParse(Text(row, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (long)number : null;

    public static int? Number(JsonElement row, string name) => (int?)Long(row, name);

    public static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];

    private static IEnumerable<JsonElement> Interfaces(JsonElement answer) => Array(answer, "result");

    private static IEnumerable<JsonElement> Array(JsonElement row, string name) =>
        row.ValueKind is JsonValueKind.Object && row.TryGetProperty(name, out var list) ? Items(list) : [];

    private static ObservedState Power(JsonElement row) => Text(row, "status") switch
    {
        "running" => ObservedState.Running,
        "stopped" => ObservedState.Stopped,
        _ => ObservedState.Unknown,
    };

    private static string[] Tags(JsonElement row) => (Text(row, "tags") ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static int? SizeOf(JsonElement config)
    {
        var part = (Text(config, SystemDisk(config)) ?? "").Split(',').FirstOrDefault(p => p.StartsWith("size=", StringComparison.Ordinal));
        if (part is null || !decimal.TryParse(part.AsSpan(5, part.Length - 6), NumberStyles.Float, CultureInfo.InvariantCulture, out var size))
            return null;
        return part[^1] switch
        {
            'T' => (int)(size * 1024),
            'G' => (int)size,
            'M' => (int)(size / 1024),
            'K' => (int)(size / 1024 / 1024),
            _ => null,
        };
    }
}
