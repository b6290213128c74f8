using System.Collections.Concurrent;
using System.Threading.Channels;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Channels;

/// <summary>
/// Sends this node's outgoing entries straight after their commit: several threads at a time, each thread's one after the other. What does not fit, or
/// is lost with the process, is found by the sweeper when its time has come.
/// </summary>
internal sealed partial class DeliveryDispatcher(
    IServiceScopeFactory scopes, IOptionsMonitor<ConversationOptions> options, TimeProvider time, ILogger<DeliveryDispatcher> logger)
    : BackgroundService, IDeliveryDispatcher
{
    private const int Capacity = 10_000;

    /// <summary>A longer wait is left to the sweeper.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>True: woken again since work on it began.</summary>
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public void Wake(Guid threadId)
    {
        if (!_known.TryAdd(threadId, false))
        {
            _known.TryUpdate(threadId, true, false);
            return;
        }
        if (!_waiting.Writer.TryWrite(threadId))
            _known.TryRemove(threadId, out _);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.CurrentValue.ConcurrentDeliveries).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var threadId in _waiting.Reader.ReadAllAsync(ct))
                await RunAsync(threadId, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: what was being sent is looked for by another node or the next start.
        }
    }

    private async Task RunAsync(Guid threadId, CancellationToken ct)
    {
        _known[threadId] = false;
        var pause = await SendWaitingAsync(threadId, ct);
        if (!_known.TryRemove(new KeyValuePair<Guid, bool>(threadId, false)))
        {
            // Something was added while it was worked on.
            _known.TryRemove(threadId, out _);
            Wake(threadId);
        }
        else if (pause is { } wait && wait <= LongestWait)
        {
            _ = WakeLaterAsync(threadId, wait, ct);
        }
    }

    /// <returns>How long the thread has to wait; null when nothing waits in it.</returns>
    private async Task<TimeSpan?> SendWaitingAsync(Guid threadId, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("deliveries"));
                var progress = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeliverNext(threadId), ct);
                if (!progress.IsSuccess)
                {
                    LogFailed(logger, threadId, $"{progress.Error.Code}: {progress.Error.Message}");
                    return null;
                }
                if (progress.Value.NextAt is not { } next)
                    return null;
                if (next - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
                    return wait;
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // Most likely the database is away; the row's time comes all the same, and the sweeper with it.
            LogFailed(logger, threadId, exception.Message);
            return null;
        }
    }

    private async Task WakeLaterAsync(Guid threadId, TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested)
            Wake(threadId);
    }

    [LoggerMessage(354, LogLevel.Warning, "Sending to channel thread {ThreadId} was cut short: {Reason}")]
    private static partial void LogFailed(ILogger logger, Guid threadId, string reason);
}
