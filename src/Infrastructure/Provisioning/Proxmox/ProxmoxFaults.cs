using System.Text.RegularExpressions;
using EzSolutions.Application.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>What the vendor's refusals mean. The same texts come as an answer's status line and as a task's exit status.</summary>
internal static partial class ProxmoxFaults
{
    public static ProvisionerFault Of(int status, string text) => status switch
    {
        // 595 could not connect, 596 and 597 lost on the way, 599 too many redirections: whether it happened is not known.
        595 or 596 or 597 or 599 => new ProvisionerFault.Unknown($"{status} {text}"),
        // Our token, not the request: staff can put it right while the job waits.
        401 or 403 => new ProvisionerFault.Unknown($"{status} {text} (check Provisioning:Proxmox:TokenId and its permissions)"),
        400 or 501 => new ProvisionerFault.Refused($"{status} {text}"),
        _ => Of(text),
    };

    public static ProvisionerFault Of(string text)
    {
        if (Taken().IsMatch(text))
            return new ProvisionerFault.Taken(text);
        if (NoRoom().IsMatch(text))
            return new ProvisionerFault.NoRoom(text);
        if (NotReady().IsMatch(text))
            return new ProvisionerFault.NotReady(text);
        return Never().IsMatch(text) ? new ProvisionerFault.Refused(text) : new ProvisionerFault.Unknown(text);
    }

    public static bool MeansAbsent(ProvisionerFault fault) => Absent().IsMatch(fault.Reason);

    [GeneratedRegex("config file already exists|already exists on node|VM \\d+ already exists", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Taken();

    [GeneratedRegex(
        "no space left|not enough (free )?(space|memory)|insufficient free|out of space|free space in thin pool|lvextend' failed|lvcreate.*error",
        Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoRoom();

    [GeneratedRegex("VM is locked|got timeout|guest agent is not running|VM \\d+ is not running", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotReady();

    [GeneratedRegex("shrinking disks|uses local storage|storage '[^']*' does not exist|does not support (VM images|backups)|unable to parse volume ID|key validation error", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Never();

    [GeneratedRegex("Configuration file '[^']*' does not exist", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Absent();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
