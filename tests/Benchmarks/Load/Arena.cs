using EzSolutions.Benchmarks.Floor;
using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Benchmarks.Load;

/// <summary>
/// One durable PostgreSQL server, the real program on it, and the floor beside it on a database of its own: both measured under the same
/// conditions, in turns, so that what else the machine does falls on both.
/// </summary>
internal sealed class Arena : IAsyncDisposable
{
    /// <summary>Signs the events of <c>webhook-ack</c>.</summary>
    public const string WebhookSecret = "whsec_of_the_benchmarks";

    private readonly DirectoryInfo _folder;
    private readonly EmbeddedPostgres _postgres;

    private Arena(DirectoryInfo folder, EmbeddedPostgres postgres, ChildProgram program, ChildProgram floor)
    {
        _folder = folder;
        _postgres = postgres;
        Program = program;
        Floor = floor;
    }

    public ChildProgram Program { get; }

    public ChildProgram Floor { get; }

    public static async Task<Arena> OpenAsync(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("ez-bench-");
        Report.Progress("Starting PostgreSQL, the program and the floor ...");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);
        var log = options.Text("log") ?? Path.Combine(folder.FullName, "program.log");
        var program = await ProductAsync(folder, log, new() { ["ConnectionStrings__Default"] = postgres.ConnectionString });
        var floor = await ChildProgram.StartAsync(
            "EzSolutions.Benchmarks.dll",
            [FloorServer.Command, "--connection", postgres.ConnectionString],
            new Dictionary<string, string>(),
            folder.FullName,
            Path.Combine(folder.FullName, "floor.log"),
            "/");
        return new Arena(folder, postgres, program, floor);
    }

    /// <summary>The real program as built, with its demo data. Its limits are raised: all of this traffic comes from one address.</summary>
    public static Task<ChildProgram> ProductAsync(DirectoryInfo folder, string log, Dictionary<string, string> environment, string ready = "/health/ready")
    {
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["EZ_DATA_DIR"] = Path.Combine(folder.FullName, "data");
        environment["Sandbox__Port"] = $"{ChildProgram.FreePort()}";
        environment["Sandbox__SmtpPort"] = $"{ChildProgram.FreePort()}";
        environment["Billing__Stripe__WebhookSecret"] = WebhookSecret;
        environment["Conversations__MessagesPerMinute"] = "100000";
        environment["Conversations__OpenPerAddress"] = "100000";
        environment["RateLimits__AnonymousPerHour"] = "1000000";
        environment["RateLimits__SignedInPerHour"] = "1000000";
        environment["RateLimits__BurstPerSecond"] = "100000";
        return ChildProgram.StartAsync("EzSolutions.WebApi.dll", [], environment, ProjectFolder("src/WebApi"), log, ready);
    }

    public async ValueTask DisposeAsync()
    {
        await Floor.DisposeAsync();
        await Program.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs both in turns, warm-ups first, so that a busy moment of the machine does not fall on one of them alone.</summary>
    public static async Task InTurnsAsync(Options options, Func<TimeSpan, bool, Task> program, Func<TimeSpan, bool, Task> floor)
    {
        var (seconds, rounds) = (options.Number("seconds", 20), options.Number("rounds", 2));
        var warmup = TimeSpan.FromSeconds(options.Number("warmup", 8));
        Report.Progress("Warming up ...");
        await program(warmup, false);
        await floor(warmup, false);
        var each = TimeSpan.FromSeconds((double)seconds / rounds);
        for (var round = 1; round <= rounds; round++)
        {
            Report.Progress($"Round {round} of {rounds}: the program, then the floor, {each.TotalSeconds:0.#} s each");
            await program(each, true);
            await floor(each, true);
        }
    }

    private static string ProjectFolder(string below)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EzSolutions.sln")))
                return Path.Combine(folder.FullName, below);
        }
        throw new InvalidOperationException("Run the benchmarks from a checkout.");
    }
}
