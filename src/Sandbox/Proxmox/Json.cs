using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Proxmox;

internal static class Json
{
    public static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
