using System.Diagnostics;
using System.Globalization;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>The running server of a cluster, as its postmaster.pid tells it.</summary>
internal sealed record Postmaster(int Pid, int Port)
{
    /// <summary>
    /// Null when no server of this cluster runs. A postmaster.pid left by a crash is removed, for its process id may
    /// by now belong to something else, which would keep the server from starting.
    /// </summary>
    public static async Task<Postmaster?> FindAsync(string cluster, CancellationToken ct)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(file))
            return null;
        var lines = await File.ReadAllLinesAsync(file, ct);
        if (lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) && await IsServerOfAsync(pid, cluster, ct))
            return new Postmaster(pid, lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : 0);
        File.Delete(file);
        return null;
    }

    private static async Task<bool> IsServerOfAsync(int pid, string cluster, CancellationToken ct)
    {
        if (OperatingSystem.IsLinux())
        {
            var commandLine = $"/proc/{pid}/cmdline";
            try
            {
                return File.Exists(commandLine) && (await File.ReadAllTextAsync(commandLine, ct)).Split('\0').Contains(cluster, StringComparer.Ordinal);
            }
            catch (IOException)
            {
                // The process ended between the two calls.
                return false;
            }
        }

        if (OperatingSystem.IsWindows())
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                return process.ProcessName.Contains("postgres", StringComparison.OrdinalIgnoreCase);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        var listed = await Tool.RunAsync("ps", ["-p", pid.ToString(CultureInfo.InvariantCulture), "-o", "command="], ct);
        return listed.Output.Contains(cluster, StringComparison.Ordinal);
    }
}
