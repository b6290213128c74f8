using System.Text.Json;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Proxmox VE: machines and their settings. Tasks are in the other part.</summary>
internal sealed partial class ProxmoxProvisioner(ProxmoxClient client, IOptions<ProxmoxOptions> options) : IProvisioner
{
    private const long GiB = 1L << 30;
    private readonly ProxmoxOptions _options = options.Value;

    public string Cluster => _options.Cluster;

    public VmidRange Range => new(_options.VmidFrom, _options.VmidTo);

    public async Task<ProvisionerResult<IReadOnlyList<string>>> FindRoomAsync(ServiceSpecs specs, CancellationToken ct)
    {
        var nodes = await NodesAsync(ct);
        if (nodes.Fault is { } fault)
            return fault;
        var wanted = ((long)(specs.RamGb ?? 1) * GiB, (long)(specs.DiskGb ?? 1) * GiB);
        var room = new List<(string Node, long Free)>();
        ProvisionerFault? unseen = null;
        foreach (var node in nodes.Value)
        {
            var free = (ProxmoxMachine.Long(node, "maxmem") ?? 0) - (ProxmoxMachine.Long(node, "mem") ?? 0);
            var name = ProxmoxMachine.Text(node, "node")!;
            if (free < wanted.Item1)
                continue;
            var storage = await client.GetAsync($"{ProxmoxNames.Node(name)}/storage/{Uri.EscapeDataString(_options.Storage)}/status", ct);
            unseen = storage.Fault ?? unseen;
            if (storage.Fault is null && ProxmoxMachine.Long(storage.Value, "avail") >= wanted.Item2)
                room.Add((name, free));
        }

        if (room.Count == 0)
            return unseen ?? new ProvisionerFault.NoRoom("No node has enough free memory and storage.");
        return room.OrderByDescending(r => r.Free).Select(r => r.Node).ToList();
    }

    public async Task<ProvisionerResult<IReadOnlyList<MachineSummary>>> ListAsync(CancellationToken ct)
    {
        var rows = await ResourcesAsync(ct);
        if (rows.Fault is { } fault)
            return fault;
        return rows.Value.Where(r => ProxmoxMachine.Number(r, "template") is not 1).Select(ProxmoxMachine.Summary).ToList();
    }

    public async Task<ProvisionerResult<MachineDetails?>> LookAsync(int vmid, CancellationToken ct)
    {
        var rows = await ResourcesAsync(ct);
        if (rows.Fault is { } fault)
            return fault;
        var row = rows.Value.FirstOrDefault(r => ProxmoxMachine.Number(r, "vmid") == vmid);
        if (ProxmoxMachine.Text(row, "node") is not { } node)
            return (MachineDetails?)null;

        var config = await client.GetAsync($"{ProxmoxNames.Machine(node, vmid)}/config", ct);
        if (config.Fault is { } noConfig)
            return Unless(noConfig);
        var status = await client.GetAsync($"{ProxmoxNames.Machine(node, vmid)}/status/current", ct);
        if (status.Fault is { } noStatus)
            return Unless(noStatus);
        return ProxmoxMachine.Details(vmid, node, config.Value, status.Value);

        // It may have gone, or moved, since the list was made.
        static ProvisionerResult<MachineDetails?> Unless(ProvisionerFault fault) =>
            ProxmoxFaults.MeansAbsent(fault) ? (MachineDetails?)null : fault;
    }

    public async Task<ProvisionerResult<string>> CloneAsync(MachineOrder order, CancellationToken ct)
    {
        var templates = _options.TemplatesFor(order.OperatingSystem);
        if (templates.Count == 0)
            return new ProvisionerFault.Refused($"No template is configured for {order.OperatingSystem} (Provisioning:Proxmox:Templates).");
        var rows = await ResourcesAsync(ct);
        if (rows.Fault is { } fault)
            return fault;
        var found = rows.Value
            .Where(r => ProxmoxMachine.Number(r, "vmid") is { } number && templates.Contains(number) && ProxmoxMachine.Number(r, "template") is 1)
            .OrderByDescending(r => ProxmoxMachine.Text(r, "node") == order.Place.Node)
            .FirstOrDefault();
        if (ProxmoxMachine.Text(found, "node") is not { } node)
            return new ProvisionerFault.Refused($"Template {string.Join(", ", templates)} is not in the cluster.");

        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["newid"] = order.Place.Vmid.Text(),
            ["name"] = order.Hostname,
            ["description"] = MachineLabel.Describe(order.ServiceId),
            ["full"] = "1",
            ["storage"] = _options.Storage,
        };
        if (node != order.Place.Node)
            form["target"] = order.Place.Node;
        if (_options.Pool.Length > 0)
            form["pool"] = _options.Pool;
        return TaskOf(await client.PostAsync($"{ProxmoxNames.Machine(node, ProxmoxMachine.Number(found, "vmid")!.Value)}/clone", form, ct));
    }

    public async Task<ProvisionerResult<string?>> ConfigureAsync(MachinePlace place, MachineSetup setup, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = setup.Hostname,
            ["cores"] = setup.Vcpu.Text(),
            ["sockets"] = "1",
            ["memory"] = (setup.RamGb * 1024).Text(),
            ["ciuser"] = "root",
            ["ipconfig0"] = _options.IpConfig,
            ["onboot"] = "1",
            ["agent"] = "1",
            ["tags"] = MachineLabel.Tag,
            ["description"] = MachineLabel.Describe(setup.ServiceId),
        };
        // The vendor wants the keys URL-encoded inside the form, too.
        if (setup.SshKey is { } key)
            form["sshkeys"] = Uri.EscapeDataString(key.Trim());
        if (setup.Password is { } password)
            form["cipassword"] = password;
        if (_options.Nameserver.Length > 0)
            form["nameserver"] = _options.Nameserver;
        return TaskIfAny(await client.PutAsync($"{ProxmoxNames.Machine(place.Node, place.Vmid)}/config", form, ct));
    }

    public async Task<ProvisionerResult<string?>> ResizeAsync(MachinePlace place, int diskGb, CancellationToken ct)
    {
        var config = await client.GetAsync($"{ProxmoxNames.Machine(place.Node, place.Vmid)}/config", ct);
        if (config.Fault is { } fault)
            return fault;
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["disk"] = ProxmoxMachine.SystemDisk(config.Value),
            ["size"] = diskGb.Text() + "G",
        };
        return TaskIfAny(await client.PutAsync($"{ProxmoxNames.Machine(place.Node, place.Vmid)}/resize", form, ct));
    }

    public async Task<ProvisionerResult<string>> PowerAsync(MachinePlace place, PowerAction action, CancellationToken ct) => TaskOf(
        await client.PostAsync(
            $"{ProxmoxNames.Machine(place.Node, place.Vmid)}/status/{ProxmoxNames.Verb(action)}", new Dictionary<string, string>(StringComparer.Ordinal), ct));

    public async Task<ProvisionerResult<MachineAddresses>> AddressesAsync(MachinePlace place, CancellationToken ct)
    {
        var answer = await client.GetAsync($"{ProxmoxNames.Machine(place.Node, place.Vmid)}/agent/network-get-interfaces", ct);
        return answer.Fault is { } fault ? fault : ProxmoxMachine.Addresses(answer.Value);
    }

    public async Task<ProvisionerResult<string>> DestroyAsync(MachinePlace place, Guid serviceId, CancellationToken ct)
    {
        // P04: the label is read right before, whatever the caller has seen.
        var looked = await LookAsync(place.Vmid, ct);
        if (looked.Fault is { } fault)
            return fault;
        // It may have gone since the caller looked, by an earlier try of ours for one: look again.
        if (looked.Value is not { } machine)
            return new ProvisionerFault.Unknown($"Machine {place.Vmid} is gone.");
        if (machine.LabelledFor != serviceId)
            return new ProvisionerFault.Refused($"Machine {place.Vmid} does not carry the label of service {serviceId} and is left alone.");
        return TaskOf(await client.DeleteAsync($"{ProxmoxNames.Machine(machine.Node, place.Vmid)}?purge=1&destroy-unreferenced-disks=1", ct));
    }

    private async Task<ProvisionerResult<IReadOnlyList<JsonElement>>> ResourcesAsync(CancellationToken ct)
    {
        var answer = await client.GetAsync("cluster/resources?type=vm", ct);
        return answer.Fault is { } fault ? fault : ProxmoxMachine.Items(answer.Value).ToList();
    }

    private async Task<ProvisionerResult<IReadOnlyList<JsonElement>>> NodesAsync(CancellationToken ct)
    {
        var answer = await client.GetAsync("nodes", ct);
        if (answer.Fault is { } fault)
            return fault;
        return ProxmoxMachine.Items(answer.Value)
            .Where(n => ProxmoxMachine.Text(n, "status") == "online")
            .Where(n => _options.Nodes.Length == 0 || _options.Nodes.Contains(ProxmoxMachine.Text(n, "node")))
            .ToList();
    }
}
