using System.Globalization;
using System.Text;

namespace EzSolutions.Sandbox.Mail;

internal static class TransferEncoding
{
    public static Encoding Charset(string? name)
    {
        try
        {
            return string.IsNullOrEmpty(name) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // A charset this platform does not know: its ASCII part is still readable.
            return Encoding.Latin1;
        }
    }

    public static byte[] Base64(byte[] body)
    {
        var text = string.Concat(Encoding.Latin1.GetString(body).Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        var padded = text[..(text.Length % 4 == 1 ? text.Length - 1 : text.Length)];
        return Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='));
    }

    public static byte[] QuotedPrintable(byte[] body)
    {
        using var decoded = new MemoryStream(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                decoded.WriteByte(body[i]);
                continue;
            }

            var end = i + 1;
            while (end < body.Length && body[end] is (byte)' ' or (byte)'\t')
                end++;
            if (end < body.Length && body[end] is (byte)'\r' or (byte)'\n')
            {
                // A soft line break joins two lines.
                i = body[end] == '\r' && end + 1 < body.Length && body[end + 1] == '\n' ? end + 1 : end;
            }
            else if (i + 2 < body.Length && byte.TryParse([(char)body[i + 1], (char)body[i + 2]], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                decoded.WriteByte(value);
                i += 2;
            }
            else
            {
                decoded.WriteByte(body[i]);
            }
        }

        return decoded.ToArray();
    }
}
