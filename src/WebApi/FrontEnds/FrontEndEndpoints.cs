using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.FrontEnds;

/// <summary>
/// Serves the built browser front ends from wwwroot: the widget's loader and chat, the console, and, in Development only, the demo shop
/// at <c>/</c>. Every page leaves with its content policy; files whose names carry a hash never change, everything else is revalidated.
/// </summary>
public static class FrontEndEndpoints
{
    public static IServiceCollection AddFrontEnds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WidgetOptions>().Bind(configuration.GetSection(WidgetOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WidgetOptions>, WidgetOptionsValidator>();
        return services;
    }

    public static WebApplication MapFrontEnds(this WebApplication app)
    {
        var built = app.Environment.WebRootFileProvider;
        var policies = new ContentPolicies(app.Services.GetRequiredService<IOptions<WidgetOptions>>().Value, app.Environment.IsDevelopment());

        Map(app, "/widget/loader.js", (http, _) => Serve(http, built, "widget/loader.js", policies.Loader));
        MapPages(app, "/widget/chat", built, "widget/chat", policies.Chat, routes: false);
        MapPages(app, "/console", built, "console", policies.Console, routes: true);
        if (app.Environment.IsDevelopment()) MapDemoShop(app, policies.DemoShop);
        return app;
    }

    private static void MapDemoShop(WebApplication app, FilePolicy policy)
    {
        var folder = Path.Combine(app.Environment.ContentRootPath, "Demo");
        if (!Directory.Exists(folder)) return;
        var files = new PhysicalFileProvider(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        Map(app, "/", (http, _) => Serve(http, files, "index.html", policy));
        Map(app, "/demo/{**path}", (http, path) => Serve(http, files, path, policy));
    }

    /// <summary>A folder with an index.html. With <paramref name="routes"/>, paths that are no files belong to the page's own router.</summary>
    private static void MapPages(WebApplication app, string prefix, IFileProvider files, string folder, FilePolicy policy, bool routes) =>
        Map(app, $"{prefix}/{{**path}}", (http, path) =>
        {
            // Relative addresses in the page need the slash at the end.
            if (path.Length == 0 && !http.Request.Path.Value!.EndsWith('/')) return TypedResults.LocalRedirect($"~{prefix}/", permanent: true);
            var isPage = path.Length == 0 || (routes && !Path.HasExtension(path));
            return Serve(http, files, $"{folder}/{(isPage ? "index.html" : path)}", policy);
        });

    private static void Map(WebApplication app, string pattern, Func<HttpContext, string, IResult> serve) =>
        app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string? path) => serve(http, path ?? ""))
            .AllowAnonymous()
            .DisableRateLimiting()
            .ExcludeFromDescription();

    private static IResult Serve(HttpContext http, IFileProvider files, string path, FilePolicy policy)
    {
        var file = files.GetFileInfo(path);
        if (!file.Exists || file.IsDirectory || !ContentTypes.TryGetContentType(path, out var contentType)) return NotBuilt(path);

        policy.Apply(http.Response.Headers, path);
        var (encoded, encoding) = Precompressed.Find(http.Request.Headers.AcceptEncoding, files, path, file);
        http.Response.Headers.Vary = "Accept-Encoding";
        if (encoding is not null) http.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Stream(
            encoded.CreateReadStream(), Utf8(contentType), lastModified: file.LastModified, entityTag: EntityTags.Of(encoded, encoding));
    }

    private static IResult NotBuilt(string path) => path.EndsWith("index.html", StringComparison.Ordinal)
        ? TypedResults.Text("This page is not built. Run `npm ci` and `npm run build` in the project's folder.", statusCode: StatusCodes.Status404NotFound)
        : TypedResults.NotFound();

    private static string Utf8(string contentType) =>
        contentType.StartsWith("text/", StringComparison.Ordinal) ? $"{contentType}; charset=utf-8" : contentType;

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();
}
