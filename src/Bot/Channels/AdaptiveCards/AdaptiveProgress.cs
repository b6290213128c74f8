using System.Globalization;
using System.Text.Json.Nodes;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

/// <summary>Version 1.5 knows no progress bar: two columns draw one, and words say the same to those who do not see it.</summary>
internal static class AdaptiveProgress
{
    private const string BarHeight = "8px";

    public static void Add(JsonArray body, CardProgress progress, CardTexts texts)
    {
        var percent = Math.Clamp(progress.Percent, 0, 100);
        body.Add(AdaptiveText.Bold(texts.PercentDone(percent)));
        var columns = new JsonArray();
        if (percent > 0)
            columns.Add(Part(percent, "good"));
        if (percent < 100)
            columns.Add(Part(100 - percent, "emphasis"));
        body.Add(new JsonObject { ["type"] = "ColumnSet", ["spacing"] = "Small", ["columns"] = columns });
        foreach (var step in progress.Steps)
            body.Add(Step(step, texts));
    }

    private static JsonObject Step(CardStep step, CardTexts texts)
    {
        var line = $"{Sign(step.State)} {step.Name}: {texts.StepState(step.State)}";
        return step.State == "pending" ? AdaptiveText.Subtle(line) : Close(AdaptiveText.Plain(line));
    }

    private static JsonObject Close(JsonObject block)
    {
        block["spacing"] = "None";
        return block;
    }

    private static string Sign(string state) => state switch
    {
        "done" => "✓",
        "active" => "▸",
        "failed" => "✗",
        _ => "○",
    };

    private static JsonObject Part(int weight, string style) => new()
    {
        ["type"] = "Column",
        ["width"] = weight.ToString(CultureInfo.InvariantCulture),
        ["style"] = style,
        ["minHeight"] = BarHeight,
        ["spacing"] = "None",
        ["items"] = new JsonArray(),
    };
}
