using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EzSolutions.Bot.Tests.Understanding;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Benchmarks;

/// <summary>
/// <c>understanding</c> prints how the recogniser does on the held-out sentences; <c>understanding train [file]</c> makes a new model
/// from the training texts.
/// </summary>
internal static class UnderstandingReport
{
    private const int Rounds = 20;

    public static int Run(string[] args)
    {
        if (args is ["train", ..]) return Train(args.ElementAtOrDefault(1) ?? "src/Bot/Understanding/Training/" + TrainingFiles.ModelName);
        var watch = Stopwatch.StartNew();
        var recogniser = new Recogniser(TrainedModel.Load());
        var loaded = watch.Elapsed;
        var sentences = UnseenTexts.BySkill();
        var evaluation = Evaluation.Of(recogniser, sentences);
        PrintSkills(evaluation);
        PrintConfusions(evaluation);
        PrintCalibration(evaluation);
        PrintSummary("by skill", evaluation);
        PrintSummary("second set", Evaluation.Of(recogniser, UnseenTexts.Mixed()));
        PrintSummary("third set, misspelt and in a hurry", Evaluation.Of(recogniser, UnseenTexts.Tired()));
        PrintSummary("fourth set, badly typed throughout", Evaluation.Of(recogniser, UnseenTexts.Typist()));
        PrintSummary("fifth set, badly typed by another hand", Evaluation.Of(recogniser, UnseenTexts.Hurried()));
        PrintSummary("the first set, scrawled", Evaluation.Of(recogniser, sentences.Select((sentence, i) => sentence with { Text = Scrawl.Of(sentence.Text, i + 7777) })));
        PrintSpeed(recogniser, sentences, loaded);
        return 0;
    }

    private static int Train(string path)
    {
        var watch = Stopwatch.StartNew();
        using var file = File.Create(path);
        ModelFile.Write(ModelTrainer.Train(), file);
        Print($"{path}: {file.Length} bytes in {watch.Elapsed.TotalSeconds:0} s. Build again to embed it.");
        return 0;
    }

    private static void PrintSkills(Evaluation evaluation)
    {
        Print($"{"skill",-24}{"sentences",10}{"recall",9}{"precision",11}");
        foreach (var skill in SkillNames.All)
        {
            var wanted = evaluation.Outcomes.Where(o => o.Expected.Skill == skill).ToList();
            var given = evaluation.Outcomes.Where(o => o.Got.Skill == skill).ToList();
            Print($"{skill,-24}{wanted.Count,10}{Share(wanted),9:P0}{Share(given),11:P0}");
        }
    }

    private static void PrintConfusions(Evaluation evaluation)
    {
        Print($"\nconfusions (wanted -> understood, confidence: sentence)");
        foreach (var outcome in evaluation.Outcomes.Where(o => !o.Correct).OrderBy(o => o.Expected.Skill, StringComparer.Ordinal))
            Print($"  {outcome.Expected.Skill} -> {outcome.Got.Skill} {outcome.Got.Confidence:0.00}: {outcome.Expected.Text}");
        Print($"\nslots missed or wrong");
        foreach (var o in evaluation.Outcomes.Where(o => o.Correct && (o.Hits < o.Expected.Slots.Count || o.Hits < o.Given)))
            Print($"  {o.Expected.Text}: wanted {string.Join(' ', o.Expected.Slots)}, understood {string.Join(' ', o.Got.Slots)}");
    }

    private static void PrintCalibration(Evaluation evaluation)
    {
        Print($"\n{"confidence",-12}{"sentences",10}{"right",8}");
        foreach (var (count, confidence, accuracy) in evaluation.Bands()) Print($"{confidence,-12:P0}{count,10}{accuracy,8:P0}");
    }

    private static void PrintSummary(string name, Evaluation evaluation) => Print(
        $"\n{name}: {evaluation.Outcomes.Count} sentences, intent accuracy {evaluation.IntentAccuracy:P1} (target 95 %), out-of-scope recall {evaluation.OutOfScopeRecall:P1} (90 %), false rejection {evaluation.FalseRejection:P1} (at most 5 %), slot F1 {evaluation.SlotF1:P1} (93 %), calibration error {evaluation.CalibrationError:P1}");

    private static void PrintSpeed(Recogniser recogniser, List<LabelledText> sentences, TimeSpan loaded)
    {
        var inputs = sentences.ConvertAll(sentence => (sentence.Text, Context: sentence.Context()));
        var times = new List<double>(inputs.Count * Rounds);
        for (var round = 0; round < 2 * Rounds; round++)
        {
            foreach (var (text, context) in inputs)
            {
                var start = Stopwatch.GetTimestamp();
                recogniser.Recognise(text, context);
                if (round >= Rounds) times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        times.Sort();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (text, context) in inputs) recogniser.Recognise(text, context);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / inputs.Count;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "understanding",
            load_ms = Math.Round(loaded.TotalMilliseconds),
            p50_us = Math.Round(times[times.Count / 2], 1),
            p95_us = Math.Round(times[times.Count * 95 / 100], 1),
            p99_us = Math.Round(times[times.Count * 99 / 100], 1),
            allocated_bytes = allocated,
        }));
    }

    private static double Share(List<Outcome> outcomes) => outcomes.Count == 0 ? 0 : (double)outcomes.Count(o => o.Correct) / outcomes.Count;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
