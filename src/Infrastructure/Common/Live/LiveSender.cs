using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Infrastructure.Common.Live;

/// <summary>
/// Tells all nodes what committed units of work left, many messages in one statement. Not inside their transactions: PostgreSQL lets only one
/// transaction with a notification commit at a time, so that each would wait for the others' disk writes. A message is a hint; a node that
/// dies before sending it leaves its readers to their cursors.
/// </summary>
internal sealed partial class LiveSender(NpgsqlDataSource dataSource, TimeProvider time, ILogger<LiveSender> logger) : BackgroundService
{
    private const int Capacity = 20_000;
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Send(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            _waiting.Writer.TryWrite(message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await TellAsync(Take(), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(LastWords, time);
            while (Take() is { Length: > 0 } rest && await TryTellAsync(rest, limit.Token))
            {
            }
        }
    }

    private string[] Take()
    {
        List<string> messages = [];
        while (messages.Count < Batch && _waiting.Reader.TryRead(out var message))
        {
            messages.Add(message);
        }

        return [.. messages];
    }

    private async Task TellAsync(string[] messages, CancellationToken ct)
    {
        while (!await TryTellAsync(messages, ct))
        {
            await Task.Delay(Pause, time, ct);
        }
    }

    /// <returns>False when the database is away for the moment.</returns>
    private async Task<bool> TryTellAsync(string[] messages, CancellationToken ct)
    {
        try
        {
            // One implicit transaction. Nothing in it has to survive a crash, so its commit need not wait for the disk.
            await using var batch = dataSource.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('synchronous_commit', 'off', true)"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, m) FROM unnest($2) AS m")
            {
                Parameters = { new() { Value = LiveOutbox.Channel }, new() { Value = messages } },
            });
            await batch.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException refused) when (!refused.IsTransient)
        {
            LogRefused(logger, messages.Length, refused.MessageText);
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or IOException)
        {
            LogAway(logger, away.Message);
            return false;
        }
    }

    [LoggerMessage(113, LogLevel.Warning, "The live feed cannot be written and will be tried again: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(114, LogLevel.Error, "{Count} live feed messages were refused and are dropped: {Reason}")]
    private static partial void LogRefused(ILogger logger, int count, string reason);
}
