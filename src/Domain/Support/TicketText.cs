namespace EzSolutions.Domain.Support;

/// <summary>Text as people write it, without what a terminal or a browser could take for more than text.</summary>
internal static class TicketText
{
    /// <summary>Keeps line breaks and tabs; drops other control characters.</summary>
    public static string Clean(string text, int most)
    {
        var clean = new string([.. text.Where(c => c is '\n' or '\t' || !char.IsControl(c))]).Trim();
        return Cut(clean, most);
    }

    public static string Line(string text, int most) =>
        Cut(string.Join(' ', Clean(text, int.MaxValue).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
