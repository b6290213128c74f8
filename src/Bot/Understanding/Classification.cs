using System.Runtime.InteropServices;
using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Understanding;

/// <summary>What a stretch of tokens asks for, with the runners-up.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reading(string Skill, double Confidence, IReadOnlyList<Alternative> Alternatives)
{
    public bool InScope => Skill != SkillNames.OutOfScope;
}

/// <summary>Asks the model about a stretch of tokens and turns its answer into skills.</summary>
internal sealed class Classification(TrainedModel model, FeatureExtractor extractor)
{
    // Below this even the best guess is worth no question.
    private const double FloorInScope = 0.22;

    // A destructive skill must stand clear of the next reading, or it is asked about.
    private const double DestructiveMargin = 0.35;
    private const double AskedConfidence = 0.5;
    private const int MostAlternatives = 3;

    [ThreadStatic]
    private static FeatureBuffer? _buffer;

    public Reading Read(Scan scan, int first, int end)
    {
        var features = _buffer ??= new FeatureBuffer();
        extractor.Extract(scan, first, end, features);
        Span<float> probabilities = stackalloc float[LinearModel.Stride];
        model.Classifier.Predict(features, probabilities);
        return Decide(probabilities[..LinearModel.Classes]);
    }

    internal static Reading Decide(Span<float> probabilities)
    {
        var ranked = new Alternative[MostAlternatives + 1];
        for (var place = 0; place < ranked.Length; place++)
        {
            var best = IndexOfGreatest(probabilities);
            ranked[place] = new Alternative(SkillNames.All[best], probabilities[best]);
            probabilities[best] = -1;
        }

        var (skill, confidence) = ranked[0];
        if (skill != SkillNames.OutOfScope && confidence < FloorInScope)
            return new Reading(SkillNames.OutOfScope, 1 - confidence, ranked[..MostAlternatives]);
        if (SkillRisk.IsDestructive(skill) && confidence - ranked[1].Confidence < DestructiveMargin)
            confidence = Math.Min(confidence, AskedConfidence);
        return new Reading(skill, confidence, ranked[1..]);
    }

    private static int IndexOfGreatest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }
}
