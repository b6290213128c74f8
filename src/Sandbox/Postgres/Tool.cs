using System.Diagnostics;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>Runs one command to its end and returns what it said.</summary>
internal static class Tool
{
    internal sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static async Task<Outcome> RunAsync(string file, IEnumerable<string> arguments, CancellationToken ct, string? folder = null)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            // The caller's folder can be closed to the account that the command runs as.
            WorkingDirectory = folder ?? (OperatingSystem.IsWindows() ? Path.GetTempPath() : "/"),
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // PGDATA, PGPORT and friends of the user's shell must not steer this server.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"The command {file} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
            return new Outcome(process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
