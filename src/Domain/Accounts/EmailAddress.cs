using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace EzSolutions.Domain.Accounts;

/// <summary>An e-mail address in the one form we compare by: trimmed and lower case, at most 254 characters, with a dot in its host.</summary>
public sealed record EmailAddress
{
    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string LocalPart => Value[..Value.LastIndexOf('@')];

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        var trimmed = text?.Trim() ?? string.Empty;
        var parsed = trimmed.Length is > 2 and <= 254
            && !trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
            && MailAddress.TryCreate(trimmed, out var mail)
            && mail.Address == trimmed
            && mail.Host.Contains('.', StringComparison.Ordinal);
        address = parsed ? new EmailAddress(trimmed.ToLowerInvariant()) : null;
        return parsed;
    }

    public override string ToString() => Value;
}
