namespace EzSolutions.Sandbox.Proxmox;

/// <summary>The Debian 12 cloud-init template of every node, and what a clone of it looks like.</summary>
internal static class Template
{
    public static Machine Debian12(string node, int vmid) => new()
    {
        Uid = $"template-{node}",
        Node = node,
        Vmid = vmid,
        Config = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["agent"] = "1",
            ["boot"] = "order=scsi0",
            ["cores"] = "1",
            ["cpu"] = "x86-64-v2-AES",
            ["description"] = "Debian 12 (bookworm), cloud-init",
            ["ide2"] = $"local-lvm:vm-{vmid}-cloudinit,media=cdrom",
            ["ipconfig0"] = "ip=dhcp,ip6=auto",
            ["memory"] = "1024",
            ["name"] = "debian-12-cloudinit",
            ["net0"] = $"virtio={Mac(vmid)},bridge=vmbr0,firewall=1",
            ["ostype"] = "l26",
            ["scsi0"] = $"local-lvm:base-{vmid}-disk-0,discard=on,size=3G",
            ["scsihw"] = "virtio-scsi-single",
            ["serial0"] = "socket",
            ["sockets"] = "1",
            ["template"] = "1",
            ["vga"] = "serial0",
        },
    };

    public static Dictionary<string, string> CloneConfig(Machine source, int newVmid, string? name, string? description, string storage)
    {
        var config = new Dictionary<string, string>(source.Config, StringComparer.Ordinal);
        config.Remove("template");
        config["name"] = name ?? $"Copy-of-VM-{source.Name}";
        if (description is null)
            config.Remove("description");
        else
            config["description"] = description;
        config["net0"] = $"virtio={Mac(newVmid)},bridge=vmbr0,firewall=1";
        foreach (var (key, value) in source.Config)
        {
            if (value.StartsWith("local-lvm:", StringComparison.Ordinal))
                config[key] = storage + value["local-lvm".Length..].Replace($"base-{source.Vmid}-", $"vm-{newVmid}-", StringComparison.Ordinal).Replace($"vm-{source.Vmid}-", $"vm-{newVmid}-", StringComparison.Ordinal);
        }

        return config;
    }

    public static string Mac(int vmid) => $"BC:24:11:{(vmid >> 16) & 255:X2}:{(vmid >> 8) & 255:X2}:{vmid & 255:X2}";
}
