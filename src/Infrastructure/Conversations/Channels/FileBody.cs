using EzSolutions.Domain.Conversations;

namespace EzSolutions.Infrastructure.Conversations.Channels;

/// <summary>The bytes of a file somebody sent, as they are on the wire, and no more of them than is ever kept.</summary>
internal static class FileBody
{
    /// <returns>Null: too large.</returns>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var content = new MemoryStream();
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > Attachment.MaxBytes)
                return null;
        }

        return content.ToArray();
    }
}
