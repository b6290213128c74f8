using System.Runtime.InteropServices;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>A value found in a message, over the tokens <paramref name="First"/> to <paramref name="Last"/> inclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Entity(string Slot, string Value, int First, int Last)
{
    /// <summary>A bare number: an amount, an index or a size, whichever the skill needs.</summary>
    public const string Number = "number";

    /// <summary>An IP address: a record's value.</summary>
    public const string Address = "address";

    /// <summary>A name such as web1 that nothing else explains.</summary>
    public const string Name = "name";

    public bool Covers(int token) => token >= First && token <= Last;
}

/// <summary>A message being searched for entities.</summary>
internal sealed class Scan(string clean, List<Token> tokens, RecognitionContext context)
{
    public string Clean { get; } = clean;

    public List<Token> Tokens { get; } = tokens;

    public RecognitionContext Context { get; } = context;

    public List<Entity> Entities { get; } = [];

    public string Word(int at) => at >= 0 && at < Tokens.Count ? Tokens[at].Text : "";

    public TokenKind? Kind(int at) => at >= 0 && at < Tokens.Count ? Tokens[at].Kind : null;

    public void Add(string slot, string value, int first, int last) => Entities.Add(new Entity(slot, value, first, last));

    public bool Taken(int token)
    {
        foreach (var entity in Entities)
            if (entity.Covers(token)) return true;
        return false;
    }

    /// <summary>The whole number at a token, in digits or words.</summary>
    public bool TryNumber(int at, out int value)
    {
        value = 0;
        if (at < 0 || at >= Tokens.Count) return false;
        return Tokens[at].Kind == TokenKind.Number
            ? int.TryParse(Tokens[at].Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out value)
            : Tokens[at].Kind == TokenKind.Word && EntityWords.Numbers.TryGetValue(Tokens[at].Text, out value);
    }
}
