using EzSolutions.Application.Conversations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Conversations;

/// <summary>A stored file on its way out: never shown by the browser itself, whatever it holds (C08).</summary>
internal static class InertFile
{
    public static FileContentHttpResult Of(HttpContext http, AttachmentFile file)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(file.Content, file.ContentType, file.Name);
    }
}
