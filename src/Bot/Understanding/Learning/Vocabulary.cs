using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>
/// The words the training texts use: what spelling is checked against. A word that several in-scope sentences use is ours and carries
/// the mark of <see cref="Lexicon.OursMark"/>: a message made of other words is hardly about hosting.
/// </summary>
internal static class Vocabulary
{
    // A word of one sentence must look as strange in training as a new word will look in use.
    private const int FewestUses = 3;
    private const int ManyUses = 20;
    private const int VeryManyUses = 100;

    public static List<string> Of(IEnumerable<LabelledText> sentences)
    {
        var shortForms = LexiconFiles.ReadReplacements(TrainingFiles.Replacements);
        var bare = new Tokeniser(new Lexicon([], [], [], []));
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            var ours = sentence.Skill == SkillNames.OutOfScope ? 0 : 1;
            foreach (var word in Words(bare, sentence).Distinct(StringComparer.Ordinal))
                if (!shortForms.ContainsKey(word)) uses[word] = uses.GetValueOrDefault(word) + ours;
        }

        return [.. uses.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key + new string(Lexicon.OursMark, Commonness(pair.Value)))];
    }

    private static int Commonness(int uses) => uses switch
    {
        >= VeryManyUses => Lexicon.Commonest,
        >= ManyUses => 2,
        >= FewestUses => 1,
        _ => 0,
    };

    private static IEnumerable<string> Words(Tokeniser bare, LabelledText sentence) => bare
        .Tokenise(TextCleaner.Clean(sentence.Text))
        .Where(token => token.Kind == TokenKind.Word)
        .Select(token => token.Text);
}
