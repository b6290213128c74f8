namespace EzSolutions.WebApi.Hosting;

internal static class DataDirectory
{
    /// <summary><c>EZ_DATA_DIR</c>, else <c>.data</c> beside the solution, else below the working directory.</summary>
    public static string For(WebApplicationBuilder builder)
    {
        var path = builder.Configuration["EZ_DATA_DIR"] is { Length: > 0 } configured
            ? Path.GetFullPath(configured)
            : Path.Combine(SolutionDirectory(builder.Environment.ContentRootPath) ?? builder.Environment.ContentRootPath, ".data");
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".write-{Environment.ProcessId}");
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {path} cannot be written: set EZ_DATA_DIR to a folder that can.");
        }
    }

    private static string? SolutionDirectory(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EzSolutions.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
