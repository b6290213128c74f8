using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class PowerCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/nodes/{node}/qemu/{vmid}/status/current", new PveSchema(), Current);
        Power(routes, "start", "qmstart", mustRun: false, "skiplock:bool", "timeout:int", "machine", "stateuri", "force-cpu", "targetstorage", "migratedfrom");
        Power(routes, "stop", "qmstop", mustRun: false, "skiplock:bool", "timeout:int", "keepActive:bool", "overrule-shutdown:bool");
        Power(routes, "shutdown", "qmshutdown", mustRun: false, "skiplock:bool", "timeout:int", "forceStop:bool", "keepActive:bool");
        Power(routes, "reboot", "qmreboot", mustRun: true, "timeout:int");
        Power(routes, "reset", "qmreset", mustRun: true, "skiplock:bool");
        Power(routes, "suspend", "qmsuspend", mustRun: true, "skiplock:bool", "todisk:bool", "statestorage");
        Power(routes, "resume", "qmresume", mustRun: true, "skiplock:bool", "nocheck:bool");
    }

    /// <summary>Locks and most states are found out inside the task, as the vendor's worker does.</summary>
    private static void Power(ProxmoxRoutes routes, string verb, string type, bool mustRun, params ReadOnlySpan<string> fields) =>
        routes.Map("POST", $"/nodes/{{node}}/qemu/{{vmid}}/status/{verb}", new PveSchema(fields), (cluster, call) =>
        {
            var machine = cluster.Get(call.Node, call.Vmid);
            if (mustRun && machine.Power == PowerState.Stopped)
                throw PveRefusal.Failed($"VM {machine.Vmid} not running");
            return cluster.Begin(call, type, call.Required("vmid"), new Dictionary<string, string>(call.All, StringComparer.Ordinal), share: 0.4);
        });

    private static JsonObject Current(Cluster cluster, PveCall call)
    {
        var machine = cluster.Get(call.Node, call.Vmid);
        var shown = MachineCalls.Summary(cluster, machine, full: false);
        shown["qmpstatus"] = machine.Power;
        shown["ha"] = new JsonObject { ["managed"] = 0 };
        if (machine.Config.GetValueOrDefault("agent")?.StartsWith('1') == true)
            shown["agent"] = 1;
        if (machine.Power != PowerState.Stopped)
            shown["pid"] = 20_000 + machine.Vmid;
        return shown;
    }
}
