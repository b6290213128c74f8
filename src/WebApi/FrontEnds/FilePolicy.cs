namespace EzSolutions.WebApi.FrontEnds;

/// <summary>The response headers of one front end's files.</summary>
/// <param name="ContentSecurityPolicy">Sent with every file; browsers read it on pages.</param>
/// <param name="EmbeddableAnywhere">Other sites may load the file (the loader script).</param>
internal sealed record FilePolicy(string? ContentSecurityPolicy, bool EmbeddableAnywhere = false)
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string Revalidate = "no-cache";

    public void Apply(IHeaderDictionary headers, string path)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Resource-Policy"] = EmbeddableAnywhere ? "cross-origin" : "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        // The build puts a hash of the content into the names of these files, so the name changes when the content does.
        headers.CacheControl = path.Contains("/assets/", StringComparison.Ordinal) ? Immutable : Revalidate;
        if (ContentSecurityPolicy is not null) headers.ContentSecurityPolicy = ContentSecurityPolicy;
    }
}
