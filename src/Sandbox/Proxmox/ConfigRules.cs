using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>What may stand in a machine's configuration and how it is shown.</summary>
internal static class ConfigRules
{
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "cores", "sockets", "onboot", "template", "cpulimit", "cpuunits", "balloon", "kvm", "acpi", "numa" };

    public static readonly PveSchema Schema = new(
        "acpi:bool", "agent", "args", "audio#", "autostart:bool", "background_delay:int", "balloon:int", "bios", "boot", "bootdisk", "cdrom",
        "cicustom", "cipassword", "citype", "ciupgrade:bool", "ciuser", "cores:count", "cpu", "cpulimit", "cpuunits:int", "delete", "description",
        "digest", "efidisk#", "force:bool", "freeze:bool", "hookscript", "hostpci#", "hotplug", "hugepages", "ide#", "ipconfig#", "keyboard",
        "kvm:bool", "localtime:bool", "lock", "machine", "memory:memory", "migrate_downtime", "migrate_speed:int", "name:dns", "nameserver",
        "net#", "numa:bool", "numa#", "onboot:bool", "ostype", "parallel#", "protection:bool", "reboot:bool", "revert", "rng#", "sata#", "scsi#",
        "scsihw", "searchdomain", "serial#", "shares:int", "skiplock:bool", "smbios#", "smp:int", "sockets:count", "sshkeys", "startdate", "startup",
        "tablet:bool", "tags", "tdf:bool", "template:bool", "tpmstate#", "unused#", "usb#", "vcpus:count", "vga", "virtio#", "vmgenid", "watchdog");

    private static readonly HashSet<string> NotStored = new(StringComparer.Ordinal)
    {
        "node", "vmid", "digest", "delete", "revert", "force", "skiplock", "background_delay",
    };

    /// <summary>The configuration after the change; throws in the vendor's form where it may not be made.</summary>
    public static Machine Change(Machine machine, IReadOnlyDictionary<string, string> given)
    {
        if (given.GetValueOrDefault("digest") is { } digest && digest != Digest(machine))
            throw PveRefusal.Failed("detected modified configuration - file changed by other user? Try again.");
        var changed = machine;
        foreach (var key in (given.GetValueOrDefault("delete") ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
            changed = changed.With(key, null);
        foreach (var (key, value) in given)
        {
            if (NotStored.Contains(key))
                continue;
            Check(key, value);
            changed = changed.With(key, Stored(key, value));
        }

        return changed;
    }

    public static string Digest(Machine machine)
    {
        var text = string.Join('\n', machine.Config.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}: {c.Value}"));
#pragma warning disable CA5350 // The vendor's digest is SHA-1; it tells versions apart, it protects nothing.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"{machine.Uid}\n{machine.Lock}\n{text}")));
#pragma warning restore CA5350
    }

    public static JsonObject Show(Machine machine)
    {
        var shown = new JsonObject { ["digest"] = Digest(machine) };
        foreach (var (key, value) in machine.Config)
        {
            shown[key] = key == "cipassword" ? "**********"
                : Numbers.Contains(key) && int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
                : value;
        }

        if (machine.Lock is { } held)
            shown["lock"] = held;
        if (machine.Parent is { } parent)
            shown["parent"] = parent;
        return shown;
    }

    /// <summary>The first cloud-init network setting, as key → value.</summary>
    public static Dictionary<string, string> IpConfig(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .ToDictionary(p => p[0].Trim(), p => p.Length > 1 ? p[1].Trim() : "", StringComparer.Ordinal);

    private static string Stored(string key, string value) => key switch
    {
        "tags" => string.Join(';', value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        "onboot" or "template" or "protection" => value is "1" or "true" or "yes" or "on" ? "1" : "0",
        _ => value,
    };

    private static void Check(string key, string value)
    {
        if (key == "sshkeys")
            CheckSshKeys(value);
        else if (key.StartsWith("ipconfig", StringComparison.Ordinal))
            CheckIpConfig(key, value);
        else if (key == "nameserver" && Array.Exists(value.Split(' ', StringSplitOptions.RemoveEmptyEntries), a => !IPAddress.TryParse(a, out _)))
            throw PveRefusal.Invalid(key, "invalid format - value does not look like a valid address");
        else if (key == "tags" && value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '+' or '.' or ',' or ';' or ' ')))
            throw PveRefusal.Invalid(key, "invalid format - invalid characters in tag");
    }

    private static void CheckSshKeys(string value)
    {
        // The value itself is URL-encoded, besides the encoding of the form.
        if (value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('%' or '-' or '_' or '.' or '~' or '!' or '*' or '\'' or '(' or ')')))
            throw PveRefusal.Invalid("sshkeys", $"invalid format - invalid urlencoded string: {value}");
        foreach (var line in Uri.UnescapeDataString(value).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ') is not [var kind, { Length: > 20 }, ..] || !(kind.StartsWith("ssh-", StringComparison.Ordinal) || kind.StartsWith("ecdsa-", StringComparison.Ordinal) || kind.StartsWith("sk-", StringComparison.Ordinal)))
                throw PveRefusal.Failed("SSH public key validation error");
        }
    }

    private static void CheckIpConfig(string key, string value)
    {
        foreach (var (name, part) in IpConfig(value))
        {
            var fine = name switch
            {
                "ip" => part == "dhcp" || IsNetwork(part, AddressFamily.InterNetwork),
                "ip6" => part is "dhcp" or "auto" || IsNetwork(part, AddressFamily.InterNetworkV6),
                "gw" => IPAddress.TryParse(part, out var gateway) && gateway.AddressFamily == AddressFamily.InterNetwork,
                "gw6" => IPAddress.TryParse(part, out var gateway) && gateway.AddressFamily == AddressFamily.InterNetworkV6,
                _ => throw PveRefusal.Invalid(key, $"invalid format - format error\n{name}: property is not defined in schema and the schema does not allow additional properties"),
            };
            if (!fine)
                throw PveRefusal.Invalid(key, $"invalid format - format error\n{name}: invalid format - value does not look like a valid network configuration");
        }
    }

    private static bool IsNetwork(string text, AddressFamily family) =>
        text.Split('/') is [var address, var prefix] &&
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family &&
        int.TryParse(prefix, System.Globalization.CultureInfo.InvariantCulture, out var bits) && bits >= 0 &&
        bits <= (family == AddressFamily.InterNetwork ? 32 : 128);
}
