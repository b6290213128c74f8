using System.Globalization;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>The checked parameters of one call: path, query and body together, as the vendor merges them.</summary>
internal sealed class PveCall(string method, string path, string user, IReadOnlyDictionary<string, string> parameters)
{
    public string Form => $"{method} {path}";

    public string User => user;

    public string Node => parameters["node"];

    public int Vmid => int.Parse(parameters["vmid"], CultureInfo.InvariantCulture);

    public IReadOnlyDictionary<string, string> All => parameters;

    public string? Text(string name) => parameters.GetValueOrDefault(name);

    public string Required(string name) => parameters[name];

    public int? Integer(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool Flag(string name) => Text(name) is "1" or "true" or "yes" or "on";
}
