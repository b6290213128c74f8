using System.Text;

namespace EzSolutions.Sandbox.Mail;

/// <summary>The parts of a message that a person reads: RFC 5322 headers, RFC 2045–2047 bodies and words.</summary>
internal sealed class MimeMessage
{
    private const int DeepestNesting = 20;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();
    private readonly List<string> _attachments = [];

    private MimeMessage()
    {
    }

    public string From { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Text => _text.ToString();

    public string Html => _html.ToString();

    public IReadOnlyList<string> Attachments => _attachments;

    public static MimeMessage Parse(byte[] raw)
    {
        var message = new MimeMessage();
        var entity = MimeEntity.Parse(raw);
        message.Subject = EncodedWord.Decode(entity.Header("subject"));
        message.From = EncodedWord.Decode(entity.Header("from"));
        message.Walk(entity, 0);
        return message;
    }

    private void Walk(MimeEntity entity, int depth)
    {
        if (depth > DeepestNesting)
            return;
        if (entity.MediaType.StartsWith("multipart/", StringComparison.Ordinal) && entity.Parameter("boundary") is { Length: > 0 } boundary)
        {
            foreach (var part in entity.Parts(boundary))
                Walk(part, depth + 1);
            return;
        }

        if (entity.FileName is { Length: > 0 } name || entity.IsAttachment)
            _attachments.Add(entity.FileName ?? "attachment");
        else if (entity.MediaType == "text/html")
            _html.Append(entity.Content());
        else if (entity.MediaType.StartsWith("text/", StringComparison.Ordinal))
            _text.Append(entity.Content());
        else
            _attachments.Add(entity.MediaType);
    }
}
