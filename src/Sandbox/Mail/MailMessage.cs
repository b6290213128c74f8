namespace EzSolutions.Sandbox.Mail;

/// <summary>One message as it was received. <see cref="Recipients"/> is the envelope: it includes blind copies.</summary>
internal sealed record MailMessage(
    string Id,
    IReadOnlyList<string> Recipients,
    string From,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<string> Attachments,
    DateTimeOffset ReceivedAt)
{
    /// <summary>A whole address must match exactly; anything else is looked for inside the addresses.</summary>
    public bool IsTo(string? search) => string.IsNullOrWhiteSpace(search) || Recipients.Any(r => search.Contains('@', StringComparison.Ordinal)
        ? string.Equals(r, search.Trim(), StringComparison.OrdinalIgnoreCase)
        : r.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase));
}
