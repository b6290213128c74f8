using System.Reflection;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Understanding;

/// <summary>The held-out sentences: never trained on, and none of them may ever be copied into the training texts.</summary>
internal static class UnseenTexts
{
    private const string Prefix = "Unseen/";

    /// <summary>One file per skill.</summary>
    public static List<LabelledText> BySkill() => [.. Bot.Understanding.SkillNames.All.SelectMany(skill => LabelledText.Read(skill, Lines(skill + ".txt")))];

    /// <summary>A second set of its own, each line <c>skill | sentence</c>.</summary>
    public static List<LabelledText> Mixed() => Set("mixed.txt");

    /// <summary>A third one: short, misspelt and in a hurry.</summary>
    public static List<LabelledText> Tired() => Set("tired.txt");

    /// <summary>A fourth one: badly typed throughout, by a hurried thumb. Half of it was looked at after its first measure.</summary>
    public static List<LabelledText> Typist() => Set("typist.txt");

    /// <summary>A fifth one of the same kind by another hand, written after the training texts.</summary>
    public static List<LabelledText> Hurried() => Set("hurried.txt");

    private static List<LabelledText> Set(string name) =>
        [.. Lines(name).Where(line => line.Contains('|') && !line.StartsWith('#')).Select(line => line.Split('|', 2)).Select(part => LabelledText.Parse(part[0].Trim(), part[1].Trim()))];

    private static string[] Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
