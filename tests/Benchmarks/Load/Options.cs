using System.Globalization;

namespace EzSolutions.Benchmarks.Load;

/// <summary><c>--name value</c> pairs.</summary>
internal sealed class Options(string[] args)
{
    public int Number(string name, int otherwise) =>
        Text(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name)
    {
        var at = Array.IndexOf(args, "--" + name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
