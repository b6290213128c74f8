using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>Trains the classifier from the embedded texts. Fixed order and fixed seeds: the same texts give the same model.</summary>
internal static class ModelTrainer
{
    private const int Folds = 5;

    public static TrainedModel Train()
    {
        var sentences = TrainingFiles.Sentences();
        var vocabulary = Vocabulary.Of(sentences);
        var lexicon = new Lexicon(TrainingFiles.Replacements, TrainingFiles.Concepts, TrainingFiles.Everyday, vocabulary);
        var examples = Examples(sentences, lexicon);
        var temperature = Calibration.Temperature(HeldOut(examples));
        return new TrainedModel(Softmax.Fit(examples, temperature), vocabulary, TrainingFiles.ContentHash());
    }

    /// <summary>Predictions for every sentence by models that never saw it, at temperature one.</summary>
    public static List<(LabelledText Sentence, float[] Probabilities)> CrossValidate()
    {
        var sentences = TrainingFiles.Sentences();
        var lexicon = new Lexicon(TrainingFiles.Replacements, TrainingFiles.Concepts, TrainingFiles.Everyday, Vocabulary.Of(sentences));
        var examples = Examples(sentences, lexicon);
        var results = new List<(LabelledText, float[])>();
        foreach (var (example, probabilities) in HeldOut(examples)) results.Add((sentences[example.Source], probabilities));
        return results;
    }

    private static List<(Example Example, float[] Probabilities)> HeldOut(List<Example> examples)
    {
        var results = new List<(Example, float[])>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var held = fold;
            var model = Softmax.Fit(examples.FindAll(example => example.Source % Folds != held), temperature: 1);
            foreach (var example in examples)
            {
                if (example.Source % Folds != held || example.Copy > 0) continue;
                var probabilities = new float[LinearModel.Stride];
                model.Predict(example.Features, probabilities);
                results.Add((example, probabilities));
            }
        }

        return results;
    }

    private static List<Example> Examples(List<LabelledText> sentences, Lexicon lexicon)
    {
        var tokeniser = new Tokeniser(lexicon);
        var extractor = new FeatureExtractor(lexicon);
        var classes = SkillNames.All.ToList();
        var examples = new List<Example>(sentences.Count * 3);
        for (var source = 0; source < sentences.Count; source++)
        {
            var copy = 0;
            foreach (var text in Variations.Of(sentences[source], source))
            {
                var clean = TextCleaner.Clean(text);
                var scan = EntityExtractor.Extract(clean, tokeniser.Tokenise(clean), sentences[source].Context());
                if (scan.Tokens.Count == 0) continue;
                var features = new FeatureBuffer();
                extractor.Extract(scan, 0, scan.Tokens.Count, features);
                examples.Add(new Example(features, classes.IndexOf(sentences[source].Skill), source, copy++));
            }
        }

        return examples;
    }
}

/// <param name="Source">The index of the sentence it was made from: variations of one sentence never stand on both sides of a split.</param>
/// <param name="Copy">Zero for the sentence as written.</param>
internal sealed record Example(FeatureBuffer Features, int Class, int Source, int Copy);
