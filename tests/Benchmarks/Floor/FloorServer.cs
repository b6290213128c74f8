using EzSolutions.Benchmarks.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Benchmarks.Floor;

/// <summary>
/// The least that could do what is measured: the same server, the same protocol and as many commits, with nothing in between. A chat turn is two
/// commits (what came in; what was answered), a webhook is one.
/// </summary>
internal static class FloorServer
{
    public const string Command = "floor";
    private const string Database = "bench_floor";

    public static async Task<int> RunAsync(Options options)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(await OpenAsync(options.Text("connection")!));
        builder.Services.AddSignalR();
        await using var app = builder.Build();
        app.MapGet("/", () => "floor");
        app.MapHub<EchoHub>("/hubs/chat");
        app.MapPost("/webhooks/stripe", async (HttpRequest request, NpgsqlDataSource database, CancellationToken ct) =>
        {
            using var body = new StreamReader(request.Body);
            await database.InsertAsync(await body.ReadToEndAsync(ct), ct);
            return TypedResults.Ok();
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>One row, one commit.</summary>
    public static async Task<long> InsertAsync(this NpgsqlDataSource database, string body, CancellationToken ct)
    {
        await using var insert = database.CreateCommand("INSERT INTO rows (id, body) VALUES ($1, $2) RETURNING sequence");
        insert.Parameters.Add(new() { Value = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) });
        insert.Parameters.Add(new() { Value = body });
        return (long)(await insert.ExecuteScalarAsync(ct))!;
    }

    private static async Task<NpgsqlDataSource> OpenAsync(string connectionString)
    {
        await using (var server = NpgsqlDataSource.Create(connectionString))
        await using (var create = server.CreateCommand($"CREATE DATABASE {Database}"))
            await create.ExecuteNonQueryAsync();
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = Database }.ConnectionString);
        await using var table = database.CreateCommand(
            "CREATE TABLE rows (id uuid PRIMARY KEY, sequence bigint GENERATED ALWAYS AS IDENTITY, body text NOT NULL)");
        await table.ExecuteNonQueryAsync();
        return database;
    }
}

/// <summary>Stores what was said, stores an answer, and pushes each.</summary>
internal sealed class EchoHub(NpgsqlDataSource database) : Hub
{
    public async Task<object> Send(Message message)
    {
        var sequence = await SayAsync("customer", message.Text);
        await SayAsync("bot", $"You said: {message.Text}");
        return new { sequence };
    }

    public object Resume(long after) => new { entries = Array.Empty<object>(), next = after };

    private async Task<long> SayAsync(string kind, string text)
    {
        var sequence = await database.InsertAsync(text, Context.ConnectionAborted);
        await Clients.Caller.SendAsync("Entry", new { sequence, author = new { kind }, text });
        return sequence;
    }

    internal sealed record Message(string ClientMessageId, string Text);
}
