namespace EzSolutions.EndToEnd.Tests.FrontEnd;

internal static class Repository
{
    /// <summary>The folder of the solution, upwards from where the tests run.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EzSolutions.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No EzSolutions.sln above {AppContext.BaseDirectory}.");
    }
}
