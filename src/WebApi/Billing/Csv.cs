using System.Text;

namespace EzSolutions.WebApi.Billing;

/// <summary>RFC 4180. A value that a spreadsheet would run as a formula is written so that it stays text; a number is left a number.</summary>
internal static class Csv
{
    private const int FlushEvery = 500;

    public static async Task WriteAsync(Stream body, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16_384, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(columns).AsMemory(), ct);
        var written = 0;
        await foreach (var row in rows.WithCancellation(ct))
        {
            await writer.WriteLineAsync(Line(row).AsMemory(), ct);
            if (++written % FlushEvery == 0)
                await writer.FlushAsync(ct);
        }
    }

    public static string Line(IReadOnlyList<string> values) => string.Join(',', values.Select(Field));

    private static string Field(string value)
    {
        var text = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] && !IsNumber(value) ? "'" + value : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static bool IsNumber(string value) => value.Length > 1 && value[0] == '-' && value.Skip(1).All(c => char.IsAsciiDigit(c) || c == '.');
}
