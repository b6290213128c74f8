using System.Diagnostics;
using System.Globalization;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>A data folder of one test's own. Goes away with everything in it, the database server included.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder()
    {
        Path = Directory.CreateTempSubdirectory("ez-story-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Run by root, the database server belongs to another account, which must be able to walk in.
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherExecute);
        }
    }

    public string Path { get; }

    public void Dispose()
    {
        StopDatabase();
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>A program that was killed leaves its database server running; the first line of its pid file says which process.</summary>
    private void StopDatabase()
    {
        var file = System.IO.Path.Combine(Path, "postgres", "server", "cluster", "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).First(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return;
        try
        {
            using var server = Process.GetProcessById(id);
            server.Kill(entireProcessTree: true);
            server.WaitForExit(TimeSpan.FromSeconds(30));
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
