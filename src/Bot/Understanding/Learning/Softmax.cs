using System.Numerics;
using System.Runtime.InteropServices;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>Multinomial logistic regression by AdaGrad over sparse features, in a fixed order.</summary>
internal static class Softmax
{
    private const int Epochs = 14;
    private const float Rate = 0.25f;
    private const float Decay = 2e-5f;
    private const int RarestKept = 3;

    public static LinearModel Fit(List<Example> examples, float temperature)
    {
        var keys = Keys(examples);
        var weights = new float[(keys.Length + 1) * LinearModel.Stride];
        var model = new LinearModel(keys, weights, temperature);
        var rows = examples.ConvertAll(example => Rows(model, example));
        Descend(examples, rows, weights, keys.Length);
        ModelFile.Round(weights);
        return model;
    }

    private static uint[] Keys(List<Example> examples)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var example in examples)
            foreach (var key in example.Features.Keys) counts[key] = counts.GetValueOrDefault(key) + 1;
        var keys = counts.Where(pair => pair.Value >= RarestKept).Select(pair => pair.Key).ToArray();
        Array.Sort(keys);
        return keys;
    }

    private static (int Row, float Value)[] Rows(LinearModel model, Example example)
    {
        var found = new List<(int, float)>(example.Features.Count);
        for (var i = 0; i < example.Features.Count; i++)
        {
            var row = model.RowOf(example.Features.Keys[i]);
            if (row >= 0) found.Add((row, example.Features.Values[i]));
        }

        return [.. found];
    }

    private static void Descend(List<Example> examples, List<(int Row, float Value)[]> rows, float[] weights, int bias)
    {
        var stride = LinearModel.Stride;
        var squares = new float[weights.Length];
        Array.Fill(squares, 1e-4f);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var state = 20260615u;
        var gradient = new float[stride];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref state);
            foreach (var index in order)
            {
                weights.AsSpan(bias * stride, stride).CopyTo(gradient);
                foreach (var (row, value) in rows[index]) LinearModel.Accumulate(gradient, weights.AsSpan(row * stride, stride), value);
                LinearModel.Softmax(gradient.AsSpan(0, LinearModel.Classes), 1);
                gradient[examples[index].Class] -= 1;
                Step(weights.AsSpan(bias * stride, stride), squares.AsSpan(bias * stride, stride), gradient, 0.1f);
                foreach (var (row, value) in rows[index])
                    Step(weights.AsSpan(row * stride, stride), squares.AsSpan(row * stride, stride), gradient, value);
            }
        }
    }

    // Rows are whole vectors; what pads a row stays zero because its gradient is.
    private static void Step(Span<float> weights, Span<float> squares, ReadOnlySpan<float> gradient, float value)
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var s = MemoryMarshal.Cast<float, Vector<float>>(squares);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        for (var i = 0; i < w.Length; i++)
        {
            var slope = g[i] * value + w[i] * Decay;
            s[i] += slope * slope;
            w[i] -= slope * Rate / Vector.SquareRoot(s[i]);
        }
    }

    private static void Shuffle(int[] order, ref uint state)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            state = state * 1664525u + 1013904223u;
            var other = (int)((state >> 8) % (uint)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
