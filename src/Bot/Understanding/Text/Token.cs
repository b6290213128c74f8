using System.Runtime.InteropServices;

namespace EzSolutions.Bot.Understanding.Text;

internal enum TokenKind : byte { Word, Number, Identifier, Email, Domain, Address, Currency }

/// <summary>One unit of a message: the corrected lower-case text and where it stood in the cleaned message.</summary>
/// <param name="After">The strongest punctuation between this token and the next: '.', '?', ',' or '\0'.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(string Text, int Start, int End, TokenKind Kind, char After)
{
    public bool EndsSentence => After is '.' or '?';
}
