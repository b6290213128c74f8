using System.Globalization;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>
/// Parameters that a call takes. Written as <c>name</c>, <c>name:type</c>, with <c>!</c> where it is required and <c>#</c> for a
/// number (net#); types: int, bool, vmid, dns, text.
/// </summary>
internal sealed partial class PveSchema
{
    private readonly Dictionary<string, (string Type, bool Required)> _fields = new(StringComparer.Ordinal);

    public PveSchema(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            var required = field.EndsWith('!');
            var parts = field.TrimEnd('!').Split(':');
            _fields[parts[0]] = (parts.Length > 1 ? parts[1] : "text", required);
        }
    }

    public void Verify(IReadOnlyDictionary<string, string> given, IReadOnlySet<string> fromPath)
    {
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (fromPath.Contains(name))
                continue;
            if (!_fields.TryGetValue(name, out var field) && !_fields.TryGetValue(Digits().Replace(name, "#"), out field))
                errors[name] = "property is not defined in schema and the schema does not allow additional properties";
            else if (TypeError(field.Type, value) is { } error)
                errors[name] = error;
        }

        foreach (var (name, field) in _fields)
        {
            if (field.Required && !given.ContainsKey(name))
                errors[name] = "property is missing and it is not optional";
        }

        if (errors.Count > 0)
            throw new PveRefusal(400, "Parameter verification failed.", new Dictionary<string, string>(errors, StringComparer.Ordinal));
    }

    private static string? TypeError(string type, string value) => type switch
    {
        "int" => int.TryParse(value, CultureInfo.InvariantCulture, out _)
            ? null : $"type check ('integer') failed - got '{value}'",
        "count" => !int.TryParse(value, CultureInfo.InvariantCulture, out var count) ? $"type check ('integer') failed - got '{value}'"
            : count < 1 ? "value must have a minimum value of 1" : null,
        "memory" => !int.TryParse(value, CultureInfo.InvariantCulture, out var memory) ? $"type check ('integer') failed - got '{value}'"
            : memory < 16 ? "value must have a minimum value of 16" : null,
        "vmid" => !int.TryParse(value, CultureInfo.InvariantCulture, out var vmid) || vmid is < 100 or > 999_999_999
            ? "invalid format - value does not look like a valid VM ID" : null,
        "bool" => value is "0" or "1" or "true" or "false" or "yes" or "no" or "on" or "off"
            ? null : $"type check ('boolean') failed - got '{value}'",
        "dns" => DnsName().IsMatch(value) ? null : "invalid format - value does not look like a valid DNS name",
        "snapname" => SnapshotName().IsMatch(value) ? null : "invalid format - invalid configuration ID '" + value + "'",
        "disk" => DiskName().IsMatch(value) ? null : $"value '{value}' does not have a value in the enumeration of disks",
        "size" => SizeText().IsMatch(value) ? null : "value does not match the regex pattern",
        _ => null,
    };

    [GeneratedRegex(@"\d+$", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DnsName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{1,39}\z", RegexOptions.None, 1000)]
    private static partial Regex SnapshotName();

    [GeneratedRegex(@"^(scsi|virtio|sata|ide|efidisk|tpmstate)\d+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DiskName();

    [GeneratedRegex(@"^\+?\d+(\.\d+)?[KMGT]?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeText();
}
