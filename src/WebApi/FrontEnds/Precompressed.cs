using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EzSolutions.WebApi.FrontEnds;

/// <summary>The build leaves a <c>.br</c> and a <c>.gz</c> beside each larger text file; this picks what the client takes.</summary>
internal static class Precompressed
{
    private static readonly (string Encoding, string Extension)[] Known = [("br", ".br"), ("gzip", ".gz")];

    public static (IFileInfo File, string? Encoding) Find(StringValues acceptEncoding, IFileProvider files, string path, IFileInfo plain)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted)) return (plain, null);
        foreach (var (encoding, extension) in Known)
        {
            if (!accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0)) continue;
            var file = files.GetFileInfo(path + extension);
            // An older one is a leftover of an earlier build.
            if (file.Exists && file.LastModified >= plain.LastModified) return (file, encoding);
        }

        return (plain, null);
    }
}

internal static class EntityTags
{
    public static EntityTagHeaderValue Of(IFileInfo file, string? encoding) =>
        new($"\"{file.LastModified.UtcTicks:x}-{file.Length:x}{encoding}\"");
}
