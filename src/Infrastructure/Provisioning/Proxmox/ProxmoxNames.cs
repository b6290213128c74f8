using System.Globalization;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Paths and words of the vendor's API.</summary>
internal static class ProxmoxNames
{
    public static string Machine(string node, int vmid) =>
        string.Create(CultureInfo.InvariantCulture, $"nodes/{Uri.EscapeDataString(node)}/qemu/{vmid}");

    public static string Node(string node) => $"nodes/{Uri.EscapeDataString(node)}";

    /// <summary>The node a task runs on stands in its id: <c>UPID:node:...</c>.</summary>
    public static string? NodeOfTask(string upid) => upid.Split(':') is ["UPID", { Length: > 0 } node, ..] ? node : null;

    public static string Verb(PowerAction action) => action switch
    {
        PowerAction.Start => "start",
        PowerAction.Stop => "stop",
        PowerAction.Reboot => "reboot",
        PowerAction.Shutdown => "shutdown",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not a power action."),
    };

    public static string TaskType(PowerAction action) => "qm" + Verb(action);

    public static string TaskType(MachineWork work) => work switch
    {
        MachineWork.BackUp => "vzdump",
        MachineWork.Restore => "qmrestore",
        _ => throw new ArgumentOutOfRangeException(nameof(work), work, "Not a kind of work."),
    };

    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);
}
