using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class TaskCalls
{
    public static void Map(ProxmoxRoutes routes)
    {
        routes.Map("GET", "/nodes/{node}/tasks", new PveSchema("vmid:vmid", "start:int", "limit:int", "typefilter", "statusfilter", "source", "errors:bool", "since:int", "until:int", "userfilter"), OfNode);
        routes.Map("GET", "/nodes/{node}/tasks/{upid}/status", new PveSchema(), (cluster, call) => Status(Known(cluster, call)));
        routes.Map("GET", "/nodes/{node}/tasks/{upid}/log", new PveSchema("start:int", "limit:int", "download:bool"), Log);
        routes.Map("DELETE", "/nodes/{node}/tasks/{upid}", new PveSchema(), (cluster, call) =>
        {
            var task = Known(cluster, call);
            if (task.Running)
                cluster.Interrupt(task);
            return null;
        });
    }

    public static JsonArray List(IEnumerable<PveTask> tasks) => Json.Array(tasks.Select(task =>
    {
        var shown = Common(task);
        if (task.EndTime is { } ended)
            shown["endtime"] = ended;
        if (task.ExitStatus is { } status)
            shown["status"] = status;
        return shown;
    }));

    private static JsonArray OfNode(Cluster cluster, PveCall call)
    {
        var source = call.Text("source") ?? "archive";
        var tasks = cluster.Tasks.Reverse().Where(t => t.Node == call.Node)
            .Where(t => source switch { "active" => t.Running, "archive" => !t.Running, _ => true })
            .Where(t => call.Text("vmid") is not { } vmid || t.Id == vmid)
            .Where(t => call.Text("typefilter") is not { } type || t.Type == type)
            .Where(t => !call.Flag("errors") || t.ExitStatus is not (null or "OK"))
            .Where(t => call.Integer("since") is not { } since || t.StartTime >= since)
            .Where(t => call.Integer("until") is not { } until || t.StartTime <= until);
        return List(tasks.Skip(call.Integer("start") ?? 0).Take(call.Integer("limit") ?? 50));
    }

    private static PveTask Known(Cluster cluster, PveCall call)
    {
        var upid = call.Required("upid");
        if (!upid.StartsWith("UPID:", StringComparison.Ordinal) || upid.Split(':').Length < 9)
            throw PveRefusal.Failed($"unable to parse worker upid '{upid}'");
        return cluster.FindTask(upid) is { } task && task.Node == call.Node ? task : throw PveRefusal.Failed("no such task");
    }

    private static JsonObject Status(PveTask task)
    {
        var shown = Common(task);
        shown["status"] = task.Running ? "running" : "stopped";
        if (task.ExitStatus is { } exit)
            shown["exitstatus"] = exit;
        return shown;
    }

    private static JsonObject Common(PveTask task)
    {
        var shown = new JsonObject
        {
            ["upid"] = task.Upid,
            ["node"] = task.Node,
            ["pid"] = task.Pid,
            ["pstart"] = int.Parse(task.Upid.Split(':')[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            ["starttime"] = task.StartTime,
            ["type"] = task.Type,
            ["id"] = task.Id,
            ["user"] = task.User.Split('!')[0],
        };
        if (task.User.Split('!') is [_, var token])
            shown["tokenid"] = token;
        return shown;
    }

    private static JsonArray Log(Cluster cluster, PveCall call)
    {
        var task = Known(cluster, call);
        var lines = task.Log.Count > 0 ? task.Log : [.. TaskLog.Of(task).Take(1)];
        var start = call.Integer("start") ?? 0;
        return Json.Array(lines.Select((text, i) => new JsonObject { ["n"] = i + 1, ["t"] = text }).Skip(start).Take(call.Integer("limit") ?? 50));
    }
}
