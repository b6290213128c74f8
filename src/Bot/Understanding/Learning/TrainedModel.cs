using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>All that recognising needs: the weights, the words and the hash of what they were made from.</summary>
internal sealed class TrainedModel(LinearModel classifier, IReadOnlyList<string> vocabulary, byte[] contentHash)
{
    public LinearModel Classifier { get; } = classifier;

    public IReadOnlyList<string> Vocabulary { get; } = vocabulary;

    public byte[] ContentHash { get; } = contentHash;

    public Lexicon NewLexicon() => new(TrainingFiles.Replacements, TrainingFiles.Concepts, TrainingFiles.Everyday, Vocabulary);

    /// <summary>The committed model; where the training texts were changed since, one trained now (some seconds).</summary>
    public static TrainedModel Load()
    {
        var hash = TrainingFiles.ContentHash();
        using var stream = TrainingFiles.Model();
        var committed = stream is null ? null : ModelFile.Read(stream);
        return committed is not null && committed.ContentHash.AsSpan().SequenceEqual(hash) ? committed : ModelTrainer.Train();
    }
}
