using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>The embedded training texts, word lists and the committed model.</summary>
internal static class TrainingFiles
{
    public const string ModelName = "model.bin";
    private const string Prefix = "Understanding/Training/";
    private static readonly Assembly Here = typeof(TrainingFiles).Assembly;

    public static string[] Concepts { get; } = Lines("concepts.txt");

    public static string[] Replacements { get; } = Lines("replacements.txt");

    public static string[] Everyday { get; } = Lines("everyday.txt");

    /// <summary>Every labelled sentence, in the fixed order of skills and lines.</summary>
    public static List<LabelledText> Sentences() =>
        [.. SkillNames.All.SelectMany(skill => LabelledText.Read(skill, Lines(skill + ".txt")))];

    public static Stream? Model() => Here.GetManifestResourceStream(Prefix + ModelName);

    /// <summary>The hash of everything a model is made from: any change to it asks for a new model.</summary>
    public static byte[] ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> version = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(version, FeatureExtractor.Version);
        hash.AppendData(version);
        foreach (var name in SkillNames.All.Append("concepts").Append("replacements").Append("everyday"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            foreach (var line in Lines(name + ".txt")) hash.AppendData(Encoding.UTF8.GetBytes(line.TrimEnd() + "\n"));
        }

        return hash.GetHashAndReset();
    }

    private static string[] Lines(string name)
    {
        using var stream = Here.GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"Training file {name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n');
    }
}
