using Microsoft.Extensions.Logging.Abstractions;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>How and where the embedded server runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Folder of this server: settings, lock files and, where its account can reach them, the database files.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one and remembers it in the data folder.</summary>
    public int Port { get; init; }

    /// <summary>False turns fsync off: faster, for throw-away test databases only.</summary>
    public bool Durable { get; init; } = true;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Where the binaries are looked for; by default the environment of this process.</summary>
    internal BinarySearch Search { get; init; } = BinarySearch.FromEnvironment();
}
