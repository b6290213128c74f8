using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Proxmox VE: the tasks that long work runs as.</summary>
internal sealed partial class ProxmoxProvisioner
{
    /// <summary>Their clock and ours are not the same one.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    public async Task<ProvisionerResult<MachineTask>> CheckTaskAsync(string taskId, CancellationToken ct)
    {
        if (ProxmoxNames.NodeOfTask(taskId) is not { } node)
            return new ProvisionerFault.Refused($"'{taskId}' is no task id.");
        var answer = await client.GetAsync($"{ProxmoxNames.Node(node)}/tasks/{Uri.EscapeDataString(taskId)}/status", ct);
        if (answer.Fault is { } fault)
            return fault;
        if (ProxmoxMachine.Text(answer.Value, "status") == "running")
            return new MachineTask.Running();
        // P05: the exit status decides; a stopped task without one is not known to have worked.
        return ProxmoxMachine.Text(answer.Value, "exitstatus") switch
        {
            null => new ProvisionerFault.Unknown($"Task {taskId} has stopped without an exit status."),
            { } exit when Worked(exit) => new MachineTask.Succeeded(),
            { } exit => new MachineTask.Failed(ProxmoxFaults.Of(exit)),
        };
    }

    public async Task<ProvisionerResult<bool>> IsCloningAsync(DateTimeOffset since, CancellationToken ct)
    {
        var nodes = await NodesAsync(ct);
        if (nodes.Fault is { } fault)
            return fault;
        foreach (var node in nodes.Value.Select(n => ProxmoxMachine.Text(n, "node")!))
        {
            var tasks = await TasksAsync(node, $"typefilter=qmclone&source=active&since={Seconds(since)}", ct);
            if (tasks.Fault is { } unseen)
                return unseen;
            if (tasks.Value.Any())
                return true;
        }

        return false;
    }

    public Task<ProvisionerResult<string?>> FindPowerTaskAsync(
        MachinePlace place, PowerAction action, DateTimeOffset since, CancellationToken ct) =>
        FindTaskAsync(place, ProxmoxNames.TaskType(action), since, ct);

    public Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, MachineWork work, DateTimeOffset since, CancellationToken ct) =>
        FindTaskAsync(place, ProxmoxNames.TaskType(work), since, ct);

    private async Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, string type, DateTimeOffset since, CancellationToken ct)
    {
        var query = $"vmid={place.Vmid.Text()}&typefilter={type}&source=all&since={Seconds(since)}";
        var tasks = await TasksAsync(place.Node, query, ct);
        if (tasks.Fault is { } fault)
            return fault;
        // One that has failed is no longer ours to wait for.
        return tasks.Value.Where(t => ProxmoxMachine.Text(t, "status") is not { } exit || exit == "running" || Worked(exit))
            .Select(t => ProxmoxMachine.Text(t, "upid")).FirstOrDefault();
    }

    private async Task<ProvisionerResult<IEnumerable<JsonElement>>> TasksAsync(string node, string query, CancellationToken ct)
    {
        var answer = await client.GetAsync($"{ProxmoxNames.Node(node)}/tasks?{query}", ct);
        if (answer.Fault is { } fault)
            return fault;
        return ProxmoxMachine.Items(answer.Value).Where(t => ProxmoxMachine.Text(t, "user") == _options.TokenId || IsOurs(t)).ToList();
    }

    /// <summary>The list shows user and token apart in some versions; the task's id has them together.</summary>
    private bool IsOurs(JsonElement task) =>
        ProxmoxMachine.Text(task, "upid")?.TrimEnd(':').EndsWith(":" + _options.TokenId, StringComparison.Ordinal) == true;

    private static string Seconds(DateTimeOffset since) => (since - ClockSlack).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static bool Worked(string exit) => exit == "OK" || exit.StartsWith("WARNINGS", StringComparison.Ordinal);

    private static ProvisionerResult<string> TaskOf(ProvisionerResult<JsonElement> answer)
    {
        if (answer.Fault is { } fault)
            return fault;
        return answer.Value.ValueKind is JsonValueKind.String ? answer.Value.GetString()! : new ProvisionerFault.Unknown("The answer names no task.");
    }

    private static ProvisionerResult<string?> TaskIfAny(ProvisionerResult<JsonElement> answer)
    {
        if (answer.Fault is { } fault)
            return fault;
        return answer.Value.ValueKind is JsonValueKind.String && answer.Value.GetString() is { } text && text.StartsWith("UPID:", StringComparison.Ordinal)
            ? text
            : (string?)null;
    }
}
