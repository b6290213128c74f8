using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>Load figures that look like a small server's: a daily wave per machine, the same at every reading.</summary>
internal static class Usage
{
    public static double Cpu(Machine machine, DateTimeOffset at)
    {
        var wave = Math.Sin((at.ToUnixTimeSeconds() / 86_400.0 * 2 * Math.PI) + machine.Vmid);
        var ripple = Math.Sin((at.ToUnixTimeSeconds() / 47.0) + (machine.Vmid * 3));
        return Math.Round(0.08 + (0.05 * wave) + (0.02 * ripple), 4);
    }

    public static JsonArray Series(Cluster cluster, Machine machine, string timeframe)
    {
        var step = timeframe switch { "hour" => 60, "day" => 1800, "week" => 10_800, "month" => 43_200, _ => 604_800 };
        var last = cluster.Now.ToUnixTimeSeconds() / step * step;
        return Json.Array(Enumerable.Range(0, 70).Select(i =>
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(last - ((69 - i) * (long)step));
            var point = new JsonObject { ["time"] = time.ToUnixTimeSeconds(), ["maxcpu"] = machine.Cores, ["maxmem"] = machine.MemoryBytes, ["maxdisk"] = machine.DiskBytes };
            if (machine.StartedAt is not { } started || time < started.AddSeconds(-step))
                return point;
            var cpu = Cpu(machine, time);
            point["cpu"] = cpu;
            point["mem"] = (long)(machine.MemoryBytes * (0.35 + cpu));
            point["disk"] = 0;
            point["netin"] = Math.Round(cpu * 40_000, 1);
            point["netout"] = Math.Round(cpu * 90_000, 1);
            point["diskread"] = Math.Round(cpu * 12_000, 1);
            point["diskwrite"] = Math.Round(cpu * 30_000, 1);
            return point;
        }));
    }

    public static bool IsTimeframe(string? text) => text is "hour" or "day" or "week" or "month" or "year" or "decade";

    public static string Ipv6(int vmid) => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{vmid >> 16:x}:{vmid & 0xffff:x}");
}
