using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Section <c>Provisioning:Proxmox</c>.</summary>
internal sealed class ProxmoxOptions
{
    public const string Section = "Provisioning:Proxmox";

    /// <summary>Where <c>api2/json</c> is, e.g. <c>https://pve1.example.com:8006/</c>.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>E.g. <c>ez@pve!automation</c>.</summary>
    public string TokenId { get; set; } = "";

    public string TokenSecret { get; set; } = "";

    /// <summary>The cluster's name in our books; never change it once machines exist.</summary>
    public string Cluster { get; set; } = "proxmox";

    /// <summary>Template machines for every operating system that <see cref="Templates"/> does not name: one number, or one per node with commas.</summary>
    public string Template { get; set; } = "";

    /// <summary>Template machines per operating system as sold, e.g. <c>Debian 12</c> → <c>9000,9001</c>.</summary>
    public Dictionary<string, string> Templates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Storage the disks are made on.</summary>
    public string Storage { get; set; } = "local-lvm";

    /// <summary>Storage the backups are kept on; it must take content of the kind "backup".</summary>
    public string BackupStorage { get; set; } = "local";

    /// <summary>Resource pool of our machines; empty for none.</summary>
    public string Pool { get; set; } = "";

    /// <summary>Nodes to use; empty for every node that is online.</summary>
    public string[] Nodes { get; set; } = [];

    public int VmidFrom { get; set; } = 20_000;

    public int VmidTo { get; set; } = 29_999;

    /// <summary>SHA-256 of the server's certificate, as Proxmox shows it; for a certificate no authority has signed.</summary>
    public string FingerprintSha256 { get; set; } = "";

    /// <summary>Network of a new machine in cloud-init's form.</summary>
    public string IpConfig { get; set; } = "ip=dhcp,ip6=auto";

    /// <summary>Name servers for a new machine, with spaces; empty for the node's own.</summary>
    public string Nameserver { get; set; } = "";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The templates that hold an operating system; empty when none is known.</summary>
    public IReadOnlyList<int> TemplatesFor(string? operatingSystem) =>
        Numbers(operatingSystem is not null && Templates.TryGetValue(operatingSystem, out var own) ? own : Template) ?? [];

    internal static List<int>? Numbers(string list)
    {
        var numbers = new List<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
        }

        return numbers;
    }
}

internal sealed class ProxmoxOptionsValidator : IValidateOptions<ProxmoxOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxmoxOptions options)
    {
        var wrong = new List<string>();
        if (options.BaseAddress is not { IsAbsoluteUri: true } address)
            wrong.Add("Provisioning:Proxmox:BaseAddress is not set: give the address of a node, e.g. https://pve1.example.com:8006/.");
        else if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            wrong.Add("Provisioning:Proxmox:BaseAddress must be https: the token would travel in clear otherwise.");
        if (!options.TokenId.Contains('!', StringComparison.Ordinal))
            wrong.Add("Provisioning:Proxmox:TokenId must be like user@realm!name: make one under Datacenter, Permissions, API Tokens.");
        if (options.TokenSecret.Length == 0)
            wrong.Add("Provisioning:Proxmox:TokenSecret is not set: Proxmox shows it once, when the token is made.");
        if (string.IsNullOrWhiteSpace(options.Cluster))
            wrong.Add("Provisioning:Proxmox:Cluster is empty: choose a name for the cluster in our books.");
        if (string.IsNullOrWhiteSpace(options.BackupStorage))
            wrong.Add("Provisioning:Proxmox:BackupStorage is empty: name a storage that takes backups, e.g. local.");
        if (options.Template.Length == 0 && options.Templates.Count == 0)
            wrong.Add("Provisioning:Proxmox:Template is not set: give the number of a cloud-init template, e.g. 9000.");
        foreach (var list in options.Templates.Values.Append(options.Template).Where(l => ProxmoxOptions.Numbers(l) is null))
            wrong.Add($"Provisioning:Proxmox:Template '{list}' must be machine numbers with commas, e.g. 9000,9001.");
        if (options.VmidFrom < 100 || options.VmidTo < options.VmidFrom || options.VmidTo > 999_999_999)
            wrong.Add("Provisioning:Proxmox:VmidFrom and VmidTo must be a range between 100 and 999999999 that nothing else uses.");
        if (options.FingerprintSha256.Length > 0 && Fingerprint.Parse(options.FingerprintSha256) is null)
            wrong.Add("Provisioning:Proxmox:FingerprintSha256 must be 32 bytes in hex, as Datacenter, Node, Certificates shows it.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
