namespace EzSolutions.WebApi.FrontEnds;

/// <summary>What each front end may load and who may frame it. Nothing inline runs anywhere, nothing comes from another host.</summary>
internal sealed class ContentPolicies(WidgetOptions options, bool isDevelopment)
{
    private const string ChatContent =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data: blob:; connect-src 'self'; base-uri 'none'; " +
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public FilePolicy Loader { get; } = new(ContentSecurityPolicy: null, EmbeddableAnywhere: true);

    /// <summary>Only sites that were named may frame the chat: a frame on a hostile page could be clicked through.</summary>
    public FilePolicy Chat { get; } = new($"{ChatContent}; frame-ancestors {string.Join(' ', Framers(options, isDevelopment))}");

    /// <summary>The component library is set up to write no styles at run time, so this can be as strict as the rest.</summary>
    public FilePolicy Console { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    public FilePolicy DemoShop { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    private static IEnumerable<string> Framers(WidgetOptions options, bool isDevelopment)
    {
        IEnumerable<string> local = isDevelopment ? ["http://localhost:*", "http://127.0.0.1:*"] : [];
        return ["'self'", .. options.AllowedSites, .. local];
    }
}
