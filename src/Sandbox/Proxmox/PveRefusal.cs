namespace EzSolutions.Sandbox.Proxmox;

/// <summary>An answer other than success, in the vendor's form: the reason stands in the HTTP status line.</summary>
internal sealed class PveRefusal(int status, string reason, IReadOnlyDictionary<string, string>? errors = null) : Exception(reason)
{
    public int Status { get; } = status;

    public IReadOnlyDictionary<string, string>? Errors { get; } = errors;

    public static PveRefusal Failed(string reason) => new(500, reason);

    public static PveRefusal Invalid(string parameter, string message) =>
        new(400, "Parameter verification failed.", new Dictionary<string, string>(StringComparer.Ordinal) { [parameter] = message });

    public static PveRefusal Locked(string lockName) => Failed($"VM is locked ({lockName})");

    public static PveRefusal NoConfig(string node, int vmid) =>
        Failed($"Configuration file 'nodes/{node}/qemu-server/{vmid}.conf' does not exist");
}
