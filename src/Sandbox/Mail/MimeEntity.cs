using System.Text;

namespace EzSolutions.Sandbox.Mail;

/// <summary>Headers and body of a message or of one of its parts.</summary>
internal sealed class MimeEntity
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _parameters;
    private readonly byte[] _body;

    private MimeEntity(IEnumerable<(string Name, string Value)> headers, byte[] body)
    {
        foreach (var (name, value) in headers)
            _headers.TryAdd(name, value);
        _body = body;
        (MediaType, _parameters) = Fields(Header("content-type") is { Length: > 0 } type ? type : "text/plain; charset=us-ascii");
    }

    public string MediaType { get; }

    public bool IsAttachment => Header("content-disposition").StartsWith("attachment", StringComparison.OrdinalIgnoreCase);

    public string? FileName => (Fields(Header("content-disposition")).Parameters.GetValueOrDefault("filename") ?? Parameter("name")) is { } name
        ? EncodedWord.Decode(name)
        : null;

    public string Header(string name) => _headers.GetValueOrDefault(name) ?? "";

    public string? Parameter(string name) => _parameters.GetValueOrDefault(name);

    public static MimeEntity Parse(byte[] raw)
    {
        var headers = new List<(string Name, string Value)>();
        var at = 0;
        while (at < raw.Length)
        {
            var end = Array.IndexOf(raw, (byte)'\n', at);
            var next = end < 0 ? raw.Length : end + 1;
            // UTF-8 headers are allowed by SMTPUTF8; plain ASCII is a part of it.
            var line = Encoding.UTF8.GetString(raw, at, next - at).TrimEnd('\r', '\n');
            at = next;
            if (line.Length == 0)
                break;
            if (line[0] is ' ' or '\t' && headers.Count > 0)
                headers[^1] = (headers[^1].Name, headers[^1].Value + " " + line.Trim());
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return new MimeEntity(headers, raw[at..]);
    }

    public IEnumerable<MimeEntity> Parts(string boundary)
    {
        var marker = "--" + boundary;
        var start = -1;
        var at = 0;
        while (at < _body.Length)
        {
            var end = Array.IndexOf(_body, (byte)'\n', at);
            var next = end < 0 ? _body.Length : end + 1;
            var line = Encoding.Latin1.GetString(_body, at, next - at).TrimEnd('\r', '\n', ' ', '\t');
            if (line == marker || line == marker + "--")
            {
                if (start >= 0)
                    yield return Parse(_body[start..TrimBreak(start, at)]);
                if (line.Length > marker.Length)
                    yield break;
                start = next;
            }

            at = next;
        }

        if (start >= 0 && start < _body.Length)
            yield return Parse(_body[start..]);
    }

    public string Content()
    {
        var bytes = Header("content-transfer-encoding").Trim().ToLowerInvariant() switch
        {
            "base64" => TransferEncoding.Base64(_body),
            "quoted-printable" => TransferEncoding.QuotedPrintable(_body),
            _ => _body,
        };
        return TransferEncoding.Charset(Parameter("charset")).GetString(bytes).ReplaceLineEndings("\n");
    }

    /// <summary>The line break before a boundary belongs to the boundary.</summary>
    private int TrimBreak(int start, int end)
    {
        if (end > start && _body[end - 1] == '\n')
            end--;
        return end > start && _body[end - 1] == '\r' ? end - 1 : end;
    }

    private static (string Value, Dictionary<string, string> Parameters) Fields(string header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parts = SplitQuoted(header);
        foreach (var part in parts.Skip(1))
        {
            var pair = part.Split('=', 2);
            if (pair.Length == 2)
                parameters.TryAdd(pair[0].Trim(), pair[1].Trim().Trim('"'));
        }

        return (parts[0].Trim().ToLowerInvariant(), parameters);
    }

    private static List<string> SplitQuoted(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (c == ';' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
