namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>The features of one text: hashed keys with their weights. Reused from call to call.</summary>
internal sealed class FeatureBuffer
{
    private uint[] _keys = new uint[512];
    private float[] _values = new float[512];

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(uint key, float value)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
        }

        (_keys[Count], _values[Count]) = (key, value);
        Count++;
    }

    /// <summary>Gives the features since <paramref name="from"/> a joint length, so that long texts weigh no more than short ones.</summary>
    public void Balance(int from, float weight)
    {
        if (Count == from) return;
        var each = weight / MathF.Sqrt(Count - from);
        _values.AsSpan(from, Count - from).Fill(each);
    }
}
