using System.Numerics;
using System.Runtime.InteropServices;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>A softmax over skills: one row of weights per feature, found by its key in an open-addressed table.</summary>
internal sealed class LinearModel
{
    private readonly uint[] _table;
    private readonly int[] _rows;
    private readonly uint _mask;
    private readonly float[] _weights;

    /// <param name="keys">Feature keys, none zero.</param>
    /// <param name="weights">A row of <see cref="Stride"/> weights per key, then the bias row.</param>
    /// <param name="temperature">What logits are divided by, so that probabilities are honest.</param>
    public LinearModel(uint[] keys, float[] weights, float temperature)
    {
        Keys = keys;
        _weights = weights;
        Temperature = temperature;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, keys.Length * 2));
        _mask = (uint)size - 1;
        _table = new uint[size];
        _rows = new int[size];
        for (var row = 0; row < keys.Length; row++)
        {
            var slot = keys[row] & _mask;
            while (_table[slot] != 0) slot = (slot + 1) & _mask;
            (_table[slot], _rows[slot]) = (keys[row], row);
        }
    }

    public static int Classes => SkillNames.All.Count;

    /// <summary>Classes rounded up to whole vectors of eight.</summary>
    public static int Stride { get; } = (SkillNames.All.Count + 7) / 8 * 8;

    public uint[] Keys { get; }

    public ReadOnlySpan<float> Weights => _weights;

    public float Temperature { get; }

    public int RowOf(uint key)
    {
        var slot = key & _mask;
        while (_table[slot] != 0)
        {
            if (_table[slot] == key) return _rows[slot];
            slot = (slot + 1) & _mask;
        }

        return -1;
    }

    /// <summary>Fills <paramref name="probabilities"/> (of length <see cref="Stride"/>) with one probability per skill.</summary>
    public void Predict(FeatureBuffer features, Span<float> probabilities)
    {
        Row(Keys.Length).CopyTo(probabilities);
        var keys = features.Keys;
        var values = features.Values;
        for (var i = 0; i < keys.Length; i++)
        {
            var row = RowOf(keys[i]);
            if (row >= 0) Accumulate(probabilities, Row(row), values[i]);
        }

        Softmax(probabilities[..Classes], Temperature);
    }

    internal static void Accumulate(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        if (sums.Length * Vector<float>.Count == sum.Length)
        {
            for (var i = 0; i < sums.Length; i++) sums[i] += rows[i] * factor;
            return;
        }

        for (var i = 0; i < sum.Length; i++) sum[i] += row[i] * factor;
    }

    internal static void Softmax(Span<float> logits, float temperature)
    {
        var greatest = float.NegativeInfinity;
        foreach (var logit in logits) greatest = Math.Max(greatest, logit);
        var total = 0f;
        for (var i = 0; i < logits.Length; i++) total += logits[i] = MathF.Exp((logits[i] - greatest) / temperature);
        for (var i = 0; i < logits.Length; i++) logits[i] /= total;
    }

    private ReadOnlySpan<float> Row(int row) => _weights.AsSpan(row * Stride, Stride);
}
