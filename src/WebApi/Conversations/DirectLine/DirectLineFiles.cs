using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Channels.DirectLine;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Files, by the same rules as the widget's: told by their bytes, kept for the conversation's own readers, never shown by the browser itself.</summary>
internal static class DirectLineFiles
{
    public const int LargestUpload = (2 * Attachment.MaxBytes) + (256 * 1024);

    private const string ActivityPart = "activity";
    private const int MostFiles = 10;

    /// <summary>Multipart: a part <c>activity</c> with the message, and the files in parts of their own.</summary>
    public static async Task<IResult> Upload(HttpContext http, IMediator mediator, IIdGenerator ids)
    {
        if (!http.Request.HasFormContentType)
            return DirectLineRefusal.NoUpload;
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return DirectLineRefusal.NoUpload;
        }

        if (await ActivityOfAsync(form, http.RequestAborted) is not { } activity || ActivityReader.Read(activity) is not ActivityMeaning.Message message)
            return DirectLineRefusal.NoActivity;
        var files = form.Files.Where(f => f.Name != ActivityPart).ToArray();
        if (files.Length is 0 or > MostFiles)
            return DirectLineRefusal.NoUpload;

        var stored = new List<Guid>(files.Length);
        foreach (var file in files)
        {
            var kept = await mediator.Send(new StoreAttachment(file.FileName, await BytesAsync(file, http.RequestAborted)), http.RequestAborted);
            if (!kept.IsSuccess)
                return DirectLineRefusal.Of(kept.Error);
            stored.Add(kept.Value.Id);
        }
        return await http.TakeAsync(mediator, ids, activity, message, stored);
    }

    /// <summary>By the proof in its address, which readers of the conversation get with each activity.</summary>
    public static async Task<IResult> Download(Guid id, HttpContext http, DirectLineAccess access, IMediator mediator, string? t = null)
    {
        var (caller, refusal) = await access.CheckOpenAsync(http, t, TokenUse.File);
        if (caller is null)
            return refusal!;
        var file = await mediator.Send(new GetAttachment(id), http.RequestAborted);
        return file.IsSuccess ? InertFile.Of(http, file.Value) : DirectLineRefusal.NotFound;
    }

    /// <summary>A part with a file name counts as a file, one without as a field; without either the files speak for themselves.</summary>
    private static async Task<PostedActivity?> ActivityOfAsync(IFormCollection form, CancellationToken ct)
    {
        if (form.Files.FirstOrDefault(f => f.Name == ActivityPart) is { } part)
            return ActivityReader.Parse(await BytesAsync(part, ct));
        return form[ActivityPart].ToString() is { Length: > 0 } field
            ? ActivityReader.Parse(System.Text.Encoding.UTF8.GetBytes(field))
            : new PostedActivity("message", null, null, null, null);
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
