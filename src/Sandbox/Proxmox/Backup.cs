namespace EzSolutions.Sandbox.Proxmox;

/// <summary>A vzdump archive on a storage.</summary>
internal sealed record Backup(string Volume, string Node, string Storage, int Vmid, long Size, long CreatedAt, string Notes);
