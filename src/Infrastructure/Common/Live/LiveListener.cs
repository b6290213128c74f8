using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Infrastructure.Common.Live;

/// <summary>What other features subscribe to on this node.</summary>
public interface ILiveSubscriptions
{
    /// <summary>
    /// Calls <paramref name="handler"/> with the payload of every message of the topic, from any node, after its commit. A null payload means
    /// messages may have been missed (the listening connection was lost): look again from your cursor. Dispose to stop.
    /// </summary>
    IDisposable Subscribe(string topic, Func<string?, Task> handler);
}

/// <summary>Holds one connection per node that listens; a lost one is opened again.</summary>
internal sealed partial class LiveListener(NpgsqlDataSource dataSource, TimeProvider time, ILogger<LiveListener> logger) : BackgroundService, ILiveSubscriptions
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Subscription, string> _subscriptions = new();

    public IDisposable Subscribe(string topic, Func<string?, Task> handler)
    {
        var subscription = new Subscription(this, handler);
        _subscriptions[subscription] = topic;
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or InvalidOperationException)
            {
                LogLost(logger, lost.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) => Deliver(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {LiveOutbox.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        foreach (var subscription in _subscriptions.Keys)
        {
            _ = RunAsync(subscription, null);
        }

        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private void Deliver(string message)
    {
        var separator = message.IndexOf('|', StringComparison.Ordinal);
        var (topic, payload) = (message[..separator], message[(separator + 1)..]);
        foreach (var (subscription, wanted) in _subscriptions)
        {
            if (wanted == topic)
            {
                _ = RunAsync(subscription, payload);
            }
        }
    }

    private async Task RunAsync(Subscription subscription, string? payload)
    {
        try
        {
            await subscription.Handler(payload);
        }
        catch (Exception exception)
        {
            // One subscriber's failure is its own: the feed goes on for the others, and clients catch up by cursor.
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(111, LogLevel.Warning, "The live feed lost its connection and will open it again: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(112, LogLevel.Error, "A live feed subscriber failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Subscription(LiveListener owner, Func<string?, Task> handler) : IDisposable
    {
        public Func<string?, Task> Handler { get; } = handler;

        public void Dispose() => owner._subscriptions.TryRemove(this, out _);
    }
}
