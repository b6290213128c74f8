using System.Globalization;
using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Channels.AdaptiveCards;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.DirectLine;

/// <summary>Who reads: what its activities need beyond the entries themselves.</summary>
/// <param name="UserId">The id the reader's own activities are from.</param>
/// <param name="FileLink">The address a stored file can be fetched from for a while, by its id.</param>
/// <param name="Places">The sequences of entries that others stand in for.</param>
public sealed record ActivityReaderContext(
    Guid ConversationId, string UserId, string? Locale, Func<Guid, Uri> FileLink, IReadOnlyDictionary<Guid, long> Places);

/// <summary>Writes entries as Direct Line activities.</summary>
public sealed class ActivityWriter
{
    /// <summary>Marks ids that the server gave to messages whose clients gave none.</summary>
    public const string ServerIdPrefix = "dl:";

    private const string DownloadPrefix = "download:";
    private readonly AdaptiveCardRenderer _cards;

    internal ActivityWriter(AdaptiveCardRenderer cards) => _cards = cards;

    public static string IdOf(Guid conversationId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{conversationId:N}|{sequence:D7}");

    /// <summary>The entry itself, and behind it the step of a hand-over that it tells of, for clients that act on those.</summary>
    public IEnumerable<Activity> Write(EntryView entry, ActivityReaderContext reader) => HandoffActivity.Of(entry, reader) is { } step
        ? [Message(entry, reader), step]
        : [Message(entry, reader)];

    private Activity Message(EntryView entry, ActivityReaderContext reader)
    {
        var place = entry.Replaces is { } replaced && reader.Places.TryGetValue(replaced, out var first) ? first : entry.Sequence;
        var channelData = new JsonObject { ["webchat:sequence-id"] = place };
        if (entry.ClientMessageId is { } clientId && !clientId.StartsWith(ServerIdPrefix, StringComparison.Ordinal))
            channelData["clientActivityID"] = clientId;
        return new Activity(
            "message",
            IdOf(reader.ConversationId, place),
            entry.CreatedAt,
            new ActivityConversation(reader.ConversationId.ToString("N")),
            From(entry.Author, reader),
            entry.Text,
            Attachments(entry, reader),
            channelData);
    }

    /// <summary>Somebody is writing; lives on the stream alone.</summary>
    public static Activity Typing(Guid conversationId, Guid id, AuthorView author, DateTimeOffset now) => new(
        "typing", id.ToString("N"), now, new ActivityConversation(conversationId.ToString("N")), new ActivityAccount(Word(author.Kind), author.Name, "bot"));

    private static ActivityAccount From(AuthorView author, ActivityReaderContext reader) => author.Kind == AuthorKind.Customer
        ? new ActivityAccount(reader.UserId, author.Name, "user")
        : new ActivityAccount(Word(author.Kind), author.Name, "bot");

    private static string Word(AuthorKind kind) => kind switch
    {
        AuthorKind.Staff => "staff",
        AuthorKind.System => "system",
        _ => "bot",
    };

    private ActivityAttachment[]? Attachments(EntryView entry, ActivityReaderContext reader) => entry.Card switch
    {
        null => null,
        { Type: "attachments", Items: { } files } => [.. files.SelectMany(f => File(f, reader))],
        var card => [new ActivityAttachment(AdaptiveCardRenderer.ContentType, _cards.Render(card, entry.Replaces ?? entry.Id, reader.Locale))],
    };

    private static IEnumerable<ActivityAttachment> File(CardItem file, ActivityReaderContext reader) =>
        (file.Actions ?? [])
            .Where(a => a.Id.StartsWith(DownloadPrefix, StringComparison.Ordinal))
            .Select(a => Guid.TryParse(a.Id.AsSpan(DownloadPrefix.Length), out var id) ? id : (Guid?)null)
            .OfType<Guid>()
            .Select(id => new ActivityAttachment(ContentTypeOf(file.Title), ContentUrl: reader.FileLink(id).AbsoluteUri, Name: file.Title));

    /// <summary>A stored file's name ends as its bytes say; see <see cref="FileType"/>.</summary>
    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".pdf" => "application/pdf",
        _ => "text/plain",
    };
}
