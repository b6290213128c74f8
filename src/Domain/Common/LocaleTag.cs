namespace EzSolutions.Domain.Common;

/// <summary>BCP 47 tags as people send them.</summary>
public static class LocaleTag
{
    public const int MaxLength = 35;

    /// <returns>Null for what is none.</returns>
    public static string? Clean(string? tag) =>
        tag is { Length: > 1 and <= MaxLength } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
}
