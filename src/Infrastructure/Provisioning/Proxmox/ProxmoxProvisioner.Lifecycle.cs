using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Proxmox VE: what becomes of a machine after it was made.</summary>
internal sealed partial class ProxmoxProvisioner
{
    public Task<ProvisionerResult<string?>> SetAutoStartAsync(MachinePlace place, bool on, CancellationToken ct) =>
        ChangeAsync(place, ct, ("onboot", on ? "1" : "0"));

    public Task<ProvisionerResult<string?>> ScaleAsync(MachinePlace place, int vcpu, int ramGb, CancellationToken ct) =>
        ChangeAsync(place, ct, ("cores", vcpu.Text()), ("sockets", "1"), ("memory", (ramGb * 1024).Text()));

    public Task<ProvisionerResult<string?>> SetPasswordAsync(MachinePlace place, string password, CancellationToken ct) =>
        ChangeAsync(place, ct, ("ciuser", "root"), ("cipassword", password));

    public async Task<ProvisionerResult<string>> BackUpAsync(MachinePlace place, BackupOrder order, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["vmid"] = place.Vmid.Text(),
            ["storage"] = _options.BackupStorage,
            ["mode"] = "snapshot",
            ["compress"] = "zstd",
            ["notes-template"] = MachineLabel.DescribeBackup(order.BackupId, order.ServiceId),
        };
        // What is kept for good is protected, so that no later pruning takes it.
        if (order.Keep is { } keep)
            form["prune-backups"] = $"keep-last={keep.Text()}";
        else
            form["protected"] = "1";
        return TaskOf(await client.PostAsync($"{ProxmoxNames.Node(place.Node)}/vzdump", form, ct));
    }

    public async Task<ProvisionerResult<IReadOnlyList<MachineBackup>>> ListBackupsAsync(MachinePlace place, CancellationToken ct)
    {
        var storage = Uri.EscapeDataString(_options.BackupStorage);
        var answer = await client.GetAsync(
            $"{ProxmoxNames.Node(place.Node)}/storage/{storage}/content?content=backup&vmid={place.Vmid.Text()}", ct);
        if (answer.Fault is { } fault)
            return fault;
        return ProxmoxMachine.Items(answer.Value).Select(ProxmoxMachine.Backup).OfType<MachineBackup>().ToList();
    }

    public async Task<ProvisionerResult<string>> RestoreAsync(MachinePlace place, Guid serviceId, string volume, CancellationToken ct)
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
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["vmid"] = place.Vmid.Text(),
            ["archive"] = volume,
            ["storage"] = _options.Storage,
            ["force"] = "1",
        };
        return TaskOf(await client.PostAsync($"{ProxmoxNames.Node(machine.Node)}/qemu", form, ct));
    }

    private async Task<ProvisionerResult<string?>> ChangeAsync(
        MachinePlace place, CancellationToken ct, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var form = settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        return TaskIfAny(await client.PutAsync($"{ProxmoxNames.Machine(place.Node, place.Vmid)}/config", form, ct));
    }
}
