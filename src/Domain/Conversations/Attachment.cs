using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

/// <summary>A file a customer sent. Its type is what its bytes say, never what the sender says.</summary>
public sealed class Attachment : Entity
{
    public const int MaxBytes = 10 * 1024 * 1024;

    private Attachment(Guid id)
        : base(id)
    {
    }

    private Attachment()
    {
    }

    public Guid ConversationId { get; private set; }

    public string Name { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public int Size { get; private set; }

#pragma warning disable CA1819 // The mapper stores the array as it is; it is never handed out to be changed.
    public byte[] Content { get; private set; } = [];
#pragma warning restore CA1819

    public DateTimeOffset CreatedAt { get; private set; }

    public static Result<Attachment> Create(EntryStamp stamp, Guid conversationId, string? name, byte[] content)
    {
        if (content.Length == 0)
            return Error.Validation("attachment_empty", "The file is empty.");
        if (content.Length > MaxBytes)
            return Error.Validation("attachment_too_large", "The file is too large: up to 10 MB can be sent.");
        if (FileType.Recognise(content) is not { } type)
            return Error.Validation("attachment_type_not_allowed", "Only PNG, JPEG, GIF, WebP, PDF and plain text files can be sent.");

        return new Attachment(stamp.Id)
        {
            ConversationId = conversationId,
            Name = SafeName(name, type),
            ContentType = type.ContentType,
            Size = content.Length,
            Content = content,
            CreatedAt = stamp.At,
        };
    }

    private static string SafeName(string? name, FileType type)
    {
        var last = MessageText.Clean(name ?? "").Split('/', '\\')[^1];
        var kept = new string([.. last.Where(c => !char.IsControl(c) && !"\"<>|:*?;".Contains(c, StringComparison.Ordinal))]);
        var stem = MessageText.Shorten(Path.GetFileNameWithoutExtension(kept), 80).Trim('.', ' ');
        return (stem.Length == 0 ? "file" : stem) + type.Extension;
    }
}
