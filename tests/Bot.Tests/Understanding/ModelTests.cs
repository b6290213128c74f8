using System.Text;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class ModelTests
{
    [Fact]
    public void The_committed_model_was_made_from_the_training_texts_as_they_are()
    {
        using var stream = TrainingFiles.Model();
        stream.ShouldNotBeNull();
        var committed = ModelFile.Read(stream);
        committed.ShouldNotBeNull();
        Convert.ToHexString(committed.ContentHash).ShouldBe(
            Convert.ToHexString(TrainingFiles.ContentHash()), "Training texts changed: run the understanding benchmark with 'train' and commit model.bin.");
    }

    [Fact]
    public void Every_skill_has_sixty_training_sentences_and_the_rest_of_the_world_three_hundred()
    {
        var counts = TrainingFiles.Sentences().CountBy(sentence => sentence.Skill).ToDictionary();
        foreach (var skill in SkillNames.All) counts[skill].ShouldBeGreaterThanOrEqualTo(skill == SkillNames.OutOfScope ? 300 : 60, skill);
    }

    [Fact]
    public void Written_and_read_back_a_model_predicts_the_same()
    {
        var model = TrainedModel.Load();
        using var file = new MemoryStream();
        ModelFile.Write(model, file);
        file.Position = 0;
        var copy = ModelFile.Read(file)!;

        copy.ContentHash.ShouldBe(model.ContentHash);
        copy.Vocabulary.ShouldBe(model.Vocabulary);
        copy.Classifier.Weights.SequenceEqual(model.Classifier.Weights).ShouldBeTrue();
    }

    [Fact]
    public void A_file_of_another_format_is_no_model()
    {
        using var file = new MemoryStream();
        using (var packed = new System.IO.Compression.BrotliStream(file, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            packed.Write(Encoding.UTF8.GetBytes("something else entirely"));
        file.Position = 0;
        ModelFile.Read(file).ShouldBeNull();
    }

    [Fact]
    public void Training_twice_on_the_same_sentences_gives_the_same_weights()
    {
        var examples = new List<Example>();
        for (var i = 0; i < 40; i++)
        {
            var features = new FeatureBuffer();
            features.Add((uint)(i % 4) + 1, 1);
            features.Add((uint)(i % 3) + 10, 0.5f);
            examples.Add(new Example(features, i % 4, i, 0));
        }

        Softmax.Fit(examples, 1).Weights.SequenceEqual(Softmax.Fit(examples, 1).Weights).ShouldBeTrue();
    }

    [Fact]
    public void Marked_values_are_read_from_a_labelled_line()
    {
        var sentence = LabelledText.Parse("order_service", "a [vps m](plan=VPS M) in [paris](region), [20 €](amount=20;currency=EUR)");
        sentence.Text.ShouldBe("a vps m in paris, 20 €");
        sentence.Slots.ShouldBe([("plan", "VPS M"), ("region", "paris"), ("amount", "20"), ("currency", "EUR")]);
    }

    [Fact]
    public void The_recogniser_is_registered_once()
    {
        using var services = new ServiceCollection().AddUnderstanding().BuildServiceProvider();
        services.GetRequiredService<IRecogniser>().ShouldBeSameAs(services.GetRequiredService<IRecogniser>());
    }
}
