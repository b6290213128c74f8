namespace EzSolutions.Domain.Provisioning;

/// <summary>Where a machine is: its number is unique in the cluster (P03), its node can change.</summary>
public sealed record MachinePlace(string Cluster, string Node, int Vmid)
{
    public override string ToString() => $"{Cluster}/{Node}/{Vmid}";
}
