namespace EzSolutions.Domain.Ordering;

/// <summary>RFC 1123 host names: labels of letters, digits and inner hyphens, 63 characters each, 253 in all.</summary>
public static class Hostname
{
    public static bool TryParse(string? text, out string hostname)
    {
        hostname = text?.Trim().TrimEnd('.').ToLowerInvariant() ?? "";
        return hostname.Length is > 0 and <= 253 && hostname.Split('.').All(IsLabel) && !hostname.Split('.')[^1].All(char.IsAsciiDigit);
    }

    /// <summary>A name for a machine whose owner gave none.</summary>
    /// <param name="unique">Letters and digits; the first twelve are used.</param>
    public static string Generate(string productCode, string unique) => $"{productCode}-{unique[..12].ToLowerInvariant()}";

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
