using System.Globalization;

namespace EzSolutions.WebApi.Conversations.TeamsManifest;

internal sealed record Rgb(byte R, byte G, byte B)
{
    public static readonly Rgb Default = new(0x34, 0x54, 0xd1);

    public static readonly Rgb White = new(255, 255, 255);

    public static Rgb? Parse(string text) =>
        text is ['#', .. { Length: 6 } hex] && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");
}

/// <summary>The icon: a speech bubble with three dots, drawn at any size with smooth edges.</summary>
internal static class SpeechBubble
{
    /// <summary>Samples per pixel and direction.</summary>
    private const int Samples = 4;

    /// <param name="background">Null: transparent, as the outline icon must be.</param>
    public static byte[] Draw(int size, Rgb? background, Rgb ink)
    {
        var pixels = new byte[size * size * 4];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var covered = Coverage(x, y, size);
                var at = ((y * size) + x) * 4;
                var under = background ?? ink;
                pixels[at] = Mix(under.R, ink.R, covered);
                pixels[at + 1] = Mix(under.G, ink.G, covered);
                pixels[at + 2] = Mix(under.B, ink.B, covered);
                pixels[at + 3] = background is null ? (byte)Math.Round(255 * covered) : (byte)255;
            }
        }

        return Png.Encode(pixels, size);
    }

    private static byte Mix(byte under, byte over, double part) => (byte)Math.Round((under * (1 - part)) + (over * part));

    private static double Coverage(int x, int y, int size)
    {
        var inside = 0;
        for (var i = 0; i < Samples * Samples; i++)
        {
            var (px, py) = ((x + (((i % Samples) + 0.5) / Samples)) / size, (y + (((i / Samples) + 0.5) / Samples)) / size);
            if (IsInk(px, py))
                inside++;
        }

        return inside / (double)(Samples * Samples);
    }

    /// <summary>In a square from 0 to 1.</summary>
    private static bool IsInk(double x, double y)
    {
        // The three dots are left open.
        if (Math.Abs(y - 0.45) < 0.06 && new[] { 0.34, 0.5, 0.66 }.Any(c => Square(x - c) + Square(y - 0.45) < Square(0.05)))
            return false;
        var (dx, dy) = (Math.Max(0, Math.Abs(x - 0.5) - 0.22), Math.Max(0, Math.Abs(y - 0.45) - 0.13));
        var bubble = Square(dx) + Square(dy) < Square(0.12);
        var tail = y is >= 0.65 and <= 0.82 && x >= 0.3 && x <= 0.3 + (0.82 - y);
        return bubble || tail;
    }

    private static double Square(double value) => value * value;
}
