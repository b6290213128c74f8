namespace EzSolutions.Sandbox.Proxmox;

/// <summary>A vzdump archive on a storage: the machine's configuration as it was, disks by their size alone.</summary>
internal sealed record Backup(
    string Volume, string Node, string Storage, int Vmid, long Size, long CreatedAt, string Notes, bool Protected, Dictionary<string, string> Config);
