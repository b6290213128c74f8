using System.Text;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Mail;

/// <summary>RFC 2047 words in headers: <c>=?utf-8?B?...?=</c>.</summary>
internal static partial class EncodedWord
{
    public static string Decode(string header)
    {
        // Blanks between two encoded words are not part of the text.
        var joined = Between().Replace(header, "");
        return Word().Replace(joined, match =>
        {
            var body = Encoding.Latin1.GetBytes(match.Groups["text"].Value);
            var bytes = match.Groups["encoding"].Value is "B" or "b"
                ? TransferEncoding.Base64(body)
                : TransferEncoding.QuotedPrintable(Array.ConvertAll(body, b => b == '_' ? (byte)' ' : b));
            return TransferEncoding.Charset(match.Groups["charset"].Value.Split('*')[0]).GetString(bytes);
        });
    }

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?[^?\s]+\?[BbQq]\?)", RegexOptions.None, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?(?<charset>[^?\s]+)\?(?<encoding>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
