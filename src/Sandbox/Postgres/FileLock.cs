namespace EzSolutions.Sandbox.Postgres;

/// <summary>
/// A lock between processes that the operating system frees when its holder dies, however it dies.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    public static async Task<FileLock> ExclusiveAsync(string path, TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryExclusive(path) is { } taken)
                return taken;
            if (time.GetElapsedTime(started) > limit)
                throw new EmbeddedPostgresException($"Another process has held {path} for too long; end that process, then start again.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, ct);
        }
    }

    /// <summary>Many holders at once; keeps <see cref="TryExclusive"/> from succeeding.</summary>
    public static FileLock Shared(string path)
    {
        File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        return TryOpen(path, FileAccess.Read, FileShare.Read)
            ?? throw new EmbeddedPostgresException($"The lock file {path} is held by another process; end it, then start again.");
    }

    public void Dispose() => _stream.Dispose();

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
