using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>The model on disk: weights as signed bytes with a scale per row, compressed. Training rounds the same way, so both agree exactly.</summary>
internal static class ModelFile
{
    private const int Format = 0x455A4D33;
    private const float Steps = 127f;

    public static void Write(TrainedModel model, Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed, Encoding.UTF8, leaveOpen: true);
        var classifier = model.Classifier;
        writer.Write(Format);
        writer.Write(model.ContentHash);
        writer.Write(classifier.Temperature);
        writer.Write(string.Join('\n', model.Vocabulary));
        writer.Write(classifier.Keys.Length);
        foreach (var key in classifier.Keys) writer.Write(key);
        for (var row = 0; row <= classifier.Keys.Length; row++) writer.Write(ScaleOf(RowOf(classifier, row)));
        for (var row = 0; row <= classifier.Keys.Length; row++)
            for (var column = 0; column < LinearModel.Classes; column++)
                writer.Write(Quantised(RowOf(classifier, row), column));
    }

    /// <summary>The model, or null when the file is of another format.</summary>
    public static TrainedModel? Read(Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var buffer = new MemoryStream(capacity: 1 << 22);
        packed.CopyTo(buffer);
        buffer.Position = 0;
        using var reader = new BinaryReader(buffer, Encoding.UTF8);
        if (reader.ReadInt32() != Format) return null;
        var hash = reader.ReadBytes(32);
        var temperature = reader.ReadSingle();
        var vocabulary = reader.ReadString().Split('\n');
        var keys = new uint[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan()));
        var scales = new float[keys.Length + 1];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        var steps = reader.ReadBytes(scales.Length * LinearModel.Classes);
        var weights = new float[scales.Length * LinearModel.Stride];
        Expand(steps, scales, weights);
        return new TrainedModel(new LinearModel(keys, weights, temperature), vocabulary, hash);
    }

    /// <summary>Rounds weights in place to what the file can hold.</summary>
    public static void Round(Span<float> weights)
    {
        for (var at = 0; at < weights.Length; at += LinearModel.Stride)
        {
            var row = weights.Slice(at, LinearModel.Stride);
            var scale = ScaleOf(row);
            for (var i = 0; i < LinearModel.Classes; i++) row[i] = scale == 0 ? 0 : MathF.Round(row[i] / scale) * scale;
        }
    }

    // Run once, over millions of weights: worth optimising before the first call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(ReadOnlySpan<byte> steps, ReadOnlySpan<float> scales, Span<float> weights)
    {
        for (var row = 0; row < scales.Length; row++)
        {
            var from = steps.Slice(row * LinearModel.Classes, LinearModel.Classes);
            var into = weights.Slice(row * LinearModel.Stride, LinearModel.Classes);
            for (var i = 0; i < into.Length; i++) into[i] = (sbyte)from[i] * scales[row];
        }
    }

    private static ReadOnlySpan<float> RowOf(LinearModel model, int row) => model.Weights.Slice(row * LinearModel.Stride, LinearModel.Stride);

    private static float ScaleOf(ReadOnlySpan<float> row)
    {
        var greatest = 0f;
        foreach (var weight in row) greatest = Math.Max(greatest, Math.Abs(weight));
        return greatest / Steps;
    }

    private static sbyte Quantised(ReadOnlySpan<float> row, int column)
    {
        var scale = ScaleOf(row);
        return scale == 0 ? (sbyte)0 : (sbyte)MathF.Round(row[column] / scale);
    }
}
