namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>How the recogniser does on labelled sentences it was not trained on.</summary>
internal sealed class Evaluation
{
    // The extras are aids to the dialogue, not values a skill is called with.
    private static readonly HashSet<string> Unscored = new(StringComparer.Ordinal)
    {
        SlotNames.Text, SlotNames.Query, SlotNames.Reference, SlotNames.Negated, SlotNames.Choice, SlotNames.Affirmed,
    };

    private readonly List<Outcome> _outcomes = [];

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    /// <summary>The share of in-scope sentences given their own skill.</summary>
    public double IntentAccuracy => Share(_outcomes.Where(o => o.InScope), o => o.Correct);

    /// <summary>The share of out-of-scope sentences recognised as such.</summary>
    public double OutOfScopeRecall => Share(_outcomes.Where(o => !o.InScope), o => o.Correct);

    /// <summary>The share of in-scope sentences turned away.</summary>
    public double FalseRejection => Share(_outcomes.Where(o => o.InScope), o => o.Got.Skill == SkillNames.OutOfScope);

    /// <summary>Harmonic mean of precision and recall over slot values, counting slots of wrongly recognised sentences as wrong.</summary>
    public double SlotF1
    {
        get
        {
            var hits = _outcomes.Sum(o => o.Hits);
            var wanted = _outcomes.Sum(o => o.Expected.Slots.Count);
            var given = _outcomes.Sum(o => o.Given);
            return wanted + given == 0 ? 1 : 2.0 * hits / (wanted + given);
        }
    }

    public static Evaluation Of(IRecogniser recogniser, IEnumerable<LabelledText> sentences)
    {
        var evaluation = new Evaluation();
        foreach (var sentence in sentences)
        {
            var got = recogniser.Recognise(sentence.Text, sentence.Context()).First;
            var given = got.Slots.Where(slot => !Unscored.Contains(slot.Key)).ToList();
            var hits = given.Count(slot => sentence.Slots.Contains((slot.Key, slot.Value)));
            evaluation._outcomes.Add(new Outcome(sentence, got, hits, given.Count));
        }

        return evaluation;
    }

    /// <summary>The gap between how sure and how right the recogniser is, averaged over ten bands of confidence.</summary>
    public double CalibrationError => Bands().Sum(band => band.Count * Math.Abs(band.Confidence - band.Accuracy)) / Math.Max(1, _outcomes.Count);

    public IEnumerable<(int Count, double Confidence, double Accuracy)> Bands() => _outcomes
        .GroupBy(o => Math.Min(9, (int)(o.Got.Confidence * 10)))
        .OrderBy(band => band.Key)
        .Select(band => (band.Count(), band.Average(o => o.Got.Confidence), Share(band, o => o.Correct)));

    private static double Share(IEnumerable<Outcome> outcomes, Func<Outcome, bool> holds)
    {
        var all = outcomes.ToList();
        return all.Count == 0 ? 1 : (double)all.Count(holds) / all.Count;
    }
}

/// <param name="Hits">Slot values that were both expected and given.</param>
/// <param name="Given">Slot values given that count for the score.</param>
internal sealed record Outcome(LabelledText Expected, Understood Got, int Hits, int Given)
{
    public bool InScope => Expected.Skill != SkillNames.OutOfScope;

    public bool Correct => Got.Skill == Expected.Skill;
}
