using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>The words the training texts use: what spelling is checked against.</summary>
internal static class Vocabulary
{
    public static List<string> Of(IEnumerable<LabelledText> sentences)
    {
        var bare = new Tokeniser(new Lexicon([], [], []));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
            foreach (var token in bare.Tokenise(TextCleaner.Clean(sentence.Text)))
                if (token.Kind == TokenKind.Word) counts[token.Text] = counts.GetValueOrDefault(token.Text) + 1;
        return [.. counts.Keys.Order(StringComparer.Ordinal)];
    }
}
