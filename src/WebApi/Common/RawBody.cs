namespace EzSolutions.WebApi.Common;

/// <summary>A body as it came: signatures are over these bytes.</summary>
internal static class RawBody
{
    /// <summary>rules.md, limits.</summary>
    private const int Max = 1024 * 1024;

    /// <param name="limit">In bytes; 1 MB at most.</param>
    /// <returns>Null: larger than that.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct, int limit = Max)
    {
        if (request.ContentLength > limit)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > limit)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
