using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Stores a file to be sent with a message. Errors: attachment_empty, attachment_too_large, attachment_type_not_allowed, conversation_not_found.
/// </summary>
/// <param name="Name">As the sender calls it; only its stem is kept.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record StoreAttachment(string? Name, byte[] Content) : ICommand<AttachmentView>;

public sealed record AttachmentView(Guid Id, string Name, int Size, string ContentType)
{
    internal static AttachmentView Of(Attachment file) => new(file.Id, file.Name, file.Size, file.ContentType);
}

internal sealed class StoreAttachmentHandler(IStore store, ConversationLog log, IActorContext actors)
    : IRequestHandler<StoreAttachment, Result<AttachmentView>>
{
    /// <summary>Files a customer may have stored in one conversation within a day.</summary>
    private const int PerDay = 50;

    public async Task<Result<AttachmentView>> Handle(StoreAttachment request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } conversationId)
            return ConversationErrors.NotFound;
        var stamp = log.Stamp();
        var since = stamp.At.AddDays(-1);
        var stored = await store.CountAsync(
            store.Query<Attachment>().Where(a => a.ConversationId == conversationId && a.CreatedAt > since), cancellationToken);
        if (stored >= PerDay)
            return Error.RateLimited("too_many_attachments", "Too many files were sent today. Please try again tomorrow.", TimeSpan.FromHours(1));

        var created = Attachment.Create(stamp, conversationId, request.Name, request.Content);
        if (!created.IsSuccess)
            return created.Error;
        store.Add(created.Value);
        return AttachmentView.Of(created.Value);
    }
}

/// <summary>A stored file, for the readers of its conversation alone (C04); anybody else's is attachment_not_found.</summary>
[Access(Audience.Visitor | Audience.Customer | Audience.Staff)]
public sealed record GetAttachment(Guid Id) : IQuery<AttachmentFile>;

public sealed record AttachmentFile(string Name, string ContentType, byte[] Content);

internal sealed class GetAttachmentHandler(IStore store, IActorContext actors) : IRequestHandler<GetAttachment, Result<AttachmentFile>>
{
    public async Task<Result<AttachmentFile>> Handle(GetAttachment request, CancellationToken cancellationToken)
    {
        var files = store.Query<Attachment>().Where(a => a.Id == request.Id);
        if (actors.Current is not Actor.Staff)
        {
            var own = actors.ConversationId();
            files = files.Where(a => a.ConversationId == own);
        }
        var file = await store.FirstOrDefaultAsync(files.Select(a => new AttachmentFile(a.Name, a.ContentType, a.Content)), cancellationToken);
        return file is null ? ConversationErrors.AttachmentNotFound : file;
    }
}

/// <summary>Files are shown as a card on the message they came with.</summary>
internal static class AttachmentCard
{
    public static Card? Of(IReadOnlyList<AttachmentView> files) => files.Count == 0
        ? null
        : new Card
        {
            Type = "attachments",
            Items =
            [
                .. files.Select(file => new CardItem(
                    file.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, file.Size / 1024)} KB"),
                    Actions: [new CardAction($"download:{file.Id}", "Download", Url: new Uri($"/api/v1/chat/attachments/{file.Id}", UriKind.Relative))])),
            ],
        };
}
