namespace EzSolutions.WebApi.Common;

/// <summary>
/// One word of a list in a path or a query, written as it is in bodies (snake_case) or in any case; the framework alone would take only the
/// spelling of our source.
/// </summary>
internal readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out Word<T> word)
    {
        var known = Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text?.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        word = known is null ? default : new Word<T>(Enum.Parse<T>(known));
        return known is not null;
    }
}
