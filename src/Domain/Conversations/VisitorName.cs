using System.Globalization;
using System.Text;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

/// <summary>C07: a customer's display name can never pass for the bot, the system or staff.</summary>
public static class VisitorName
{
    public const int MaxLength = 80;

    /// <summary>Shown for somebody who gave no name.</summary>
    public const string Unknown = "Visitor";

    private static readonly string[] ReservedWords =
    [
        "admin", "administrator", "agent", "assistant", "bot", "chatbot", "ezsolutions", "helpdesk", "moderator", "official", "operator",
        "staff", "support", "sysadmin", "system",
    ];

    public static Result<string> Accept(string? raw)
    {
        var name = MessageText.Shorten(MessageText.Clean(raw ?? ""), MaxLength);
        if (name.Length == 0)
            return Unknown;
        return IsReserved(name) ? ConversationErrors.NameReserved : name;
    }

    /// <summary>As <see cref="Accept"/>, for names we cannot send back: a reserved one becomes "Visitor".</summary>
    public static string OrUnknown(string? raw)
    {
        var accepted = Accept(raw);
        return accepted.IsSuccess ? accepted.Value : Unknown;
    }

    /// <summary>Looks through case, accents, full-width letters, digits for letters, and anything between the letters.</summary>
    public static bool IsReserved(string name)
    {
        var words = Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var together = string.Concat(words);
        return words.Any(Matches) || Matches(together);

        static bool Matches(string word) => Array.Exists(ReservedWords, reserved => word == reserved || word == reserved + "s");
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            var letter = c switch
            {
                '0' or 'о' or 'ο' => 'o',
                '1' or 'і' or 'ι' or 'ı' => 'i',
                '3' or 'е' => 'e',
                '4' or '@' or 'а' or 'α' => 'a',
                '5' or '$' or 'ѕ' => 's',
                '7' or 'т' or 'τ' => 't',
                'р' or 'ρ' => 'p',
                'у' => 'y',
                'м' => 'm',
                _ => c,
            };
            folded.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
        }
        return folded.ToString();
    }
}
