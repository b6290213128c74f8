using System.Globalization;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Form fields with nested brackets as a tree: <c>line_items[0][price_data][currency]</c>.</summary>
internal sealed class StripeForm
{
    private readonly OrderedDictionary<string, StripeForm> _children = new(StringComparer.Ordinal);
    private readonly string _path;
    private string? _value;

    private StripeForm(string path) => _path = path;

    public bool HasChildren => _children.Count > 0;

    public string? Value => _value;

    public string Path => _path;

    public static StripeForm Parse(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new StripeForm("");
        foreach (var (key, value) in fields)
        {
            var at = root;
            foreach (var segment in Segments(key))
                at = at.Child(segment);
            at._value = value;
        }

        return root;
    }

    public StripeForm? Node(string name) => _children.GetValueOrDefault(name);

    public IEnumerable<(string Name, StripeForm Form)> Children => _children.Select(c => (c.Key, c.Value));

    public IEnumerable<StripeForm> Items => _children.Values;

    /// <summary>Null when absent or sent empty.</summary>
    public string? Text(string name) => Node(name)?._value is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw StripeRefusal.Invalid(
        $"Missing required param: {PathOf(name)}.", PathOf(name), "parameter_missing");

    public StripeForm RequiredNode(string name) => Node(name) is { HasChildren: true } node ? node : throw StripeRefusal.Invalid(
        $"Missing required param: {PathOf(name)}.", PathOf(name), "parameter_missing");

    public long? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw StripeRefusal.Invalid($"Invalid integer: {text}", PathOf(name), "parameter_invalid_integer");
    }

    public long RequiredInteger(string name)
    {
        Required(name);
        return Integer(name)!.Value;
    }

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw StripeRefusal.Invalid($"Invalid boolean: {other}", PathOf(name)),
    };

    public string Choice(string name, string? otherwise, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name) ?? otherwise ?? Required(name);
        if (text == otherwise || allowed.Contains(text))
            return text;
        throw StripeRefusal.Invalid($"Invalid {name}: must be one of {string.Join(", ", allowed.ToArray())}", PathOf(name));
    }

    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}[{name}]";

    /// <summary>All fields flat, array positions written as <c>[]</c>.</summary>
    public IEnumerable<(string Pattern, string Path)> Leaves(string pattern = "")
    {
        if (_children.Count == 0 && _path.Length > 0)
            yield return (pattern, _path);
        foreach (var (name, child) in _children)
        {
            var part = name.Length == 0 || name.All(char.IsAsciiDigit) ? "" : name;
            foreach (var leaf in child.Leaves(pattern.Length == 0 ? part : $"{pattern}[{part}]"))
                yield return leaf;
        }
    }

    private StripeForm Child(string segment)
    {
        var name = segment.Length == 0 ? _children.Count.ToString(CultureInfo.InvariantCulture) : segment;
        if (!_children.TryGetValue(name, out var child))
            _children.Add(name, child = new StripeForm(PathOf(name)));
        return child;
    }

    private static IEnumerable<string> Segments(string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
            return [key];
        return [key[..open], .. key[(open + 1)..].TrimEnd(']').Split("][")];
    }
}
