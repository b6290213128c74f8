using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class GuestCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/agent/network-get-interfaces", new PveSchema(), Interfaces);
        routes.Map("POST", "/nodes/{node}/qemu/{vmid}/agent/ping", new PveSchema(), (cluster, call) =>
        {
            Answering(cluster, call);
            return new JsonObject { ["result"] = new JsonObject() };
        });
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/agent/get-osinfo", new PveSchema(), (cluster, call) =>
        {
            Answering(cluster, call);
            return new JsonObject { ["result"] = new JsonObject { ["id"] = "debian", ["name"] = "Debian GNU/Linux", ["pretty-name"] = "Debian GNU/Linux 12 (bookworm)", ["version-id"] = "12", ["kernel-release"] = "6.1.0-37-cloud-amd64", ["machine"] = "x86_64" } };
        });
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/rrddata", new PveSchema("timeframe!", "cf"), (cluster, call) =>
            Usage.IsTimeframe(call.Text("timeframe"))
                ? Usage.Series(cluster, cluster.Get(call.Node, call.Vmid), call.Required("timeframe"))
                : throw PveRefusal.Invalid("timeframe", $"value '{call.Text("timeframe")}' does not have a value in the enumeration 'hour, day, week, month, year, decade'"));
    }

    private static Machine Answering(Cluster cluster, PveCall call)
    {
        var machine = cluster.Get(call.Node, call.Vmid);
        if (machine.Config.GetValueOrDefault("agent")?.StartsWith('1') != true)
            throw PveRefusal.Failed("No QEMU guest agent configured");
        if (machine.Power == PowerState.Stopped)
            throw PveRefusal.Failed($"VM {machine.Vmid} is not running");
        if (machine.Power == PowerState.Paused || machine.StartedAt is not { } started || cluster.Now < started + cluster.GuestBootTime)
            throw PveRefusal.Failed("QEMU guest agent is not running");
        return machine;
    }

    private static JsonObject Interfaces(Cluster cluster, PveCall call)
    {
        var machine = Answering(cluster, call);
        var asked = ConfigRules.IpConfig(machine.Config.GetValueOrDefault("ipconfig0") ?? "ip=dhcp,ip6=auto");
        var addresses = new List<JsonObject>();
        if (asked.GetValueOrDefault("ip") is { } ip)
            addresses.Add(ip == "dhcp" ? Address("ipv4", machine.Address ?? "203.0.113.9", 24) : Static("ipv4", ip));
        addresses.Add(asked.GetValueOrDefault("ip6") is { } ip6 && ip6 is not ("auto" or "dhcp") ? Static("ipv6", ip6) : Address("ipv6", Usage.Ipv6(machine.Vmid), 64));
        addresses.Add(Address("ipv6", $"fe80::be24:11ff:fe{(machine.Vmid >> 16) & 255:x2}:{machine.Vmid & 0xffff:x}", 64));
        var mac = Template.Mac(machine.Vmid).ToLowerInvariant();
        return new JsonObject
        {
            ["result"] = Json.Array(
            [
                Interface("lo", "00:00:00:00:00:00", [Address("ipv4", "127.0.0.1", 8), Address("ipv6", "::1", 128)]),
                Interface("eth0", mac, addresses),
            ]),
        };
    }

    private static JsonObject Interface(string name, string mac, IEnumerable<JsonObject> addresses) => new()
    {
        ["name"] = name,
        ["hardware-address"] = mac,
        ["ip-addresses"] = Json.Array(addresses),
        ["statistics"] = new JsonObject { ["rx-bytes"] = 184_213, ["tx-bytes"] = 90_331, ["rx-packets"] = 1_204, ["tx-packets"] = 893, ["rx-errs"] = 0, ["tx-errs"] = 0, ["rx-dropped"] = 0, ["tx-dropped"] = 0 },
    };

    private static JsonObject Static(string type, string network)
    {
        var parts = network.Split('/');
        return Address(type, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static JsonObject Address(string type, string address, int prefix) => new() { ["ip-address-type"] = type, ["ip-address"] = address, ["prefix"] = prefix };
}
