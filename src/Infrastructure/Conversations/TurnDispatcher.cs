using System.Collections.Concurrent;
using System.Threading.Channels;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations;

/// <summary>
/// Runs this node's turns, several at a time, one per conversation. The row lock keeps nodes apart; what does not fit, or is lost with the
/// process, is found by the sweeper.
/// </summary>
internal sealed partial class TurnDispatcher(
    IServiceScopeFactory scopes, IOptionsMonitor<ConversationOptions> options, TimeProvider time, ILogger<TurnDispatcher> logger)
    : BackgroundService, ITurnDispatcher
{
    private const int Capacity = 10_000;

    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>True: woken again since its turn began.</summary>
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public void Wake(Guid conversationId)
    {
        if (!_known.TryAdd(conversationId, false))
        {
            _known.TryUpdate(conversationId, true, false);
            return;
        }
        if (!_waiting.Writer.TryWrite(conversationId))
            _known.TryRemove(conversationId, out _);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.CurrentValue.ConcurrentTurns)).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var conversationId in _waiting.Reader.ReadAllAsync(ct))
                await RunAsync(conversationId, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: unanswered messages stay marked as such and are taken up by another node or the next start.
        }
    }

    private async Task RunAsync(Guid conversationId, CancellationToken ct)
    {
        _known[conversationId] = false;
        var pause = await TryTurnAsync(conversationId, ct);
        if (pause is { } wait)
        {
            _known.TryRemove(conversationId, out _);
            _ = WakeLaterAsync(conversationId, wait, ct);
        }
        else if (!_known.TryRemove(new KeyValuePair<Guid, bool>(conversationId, false)))
        {
            // Something came in while the turn ran.
            _known.TryRemove(conversationId, out _);
            Wake(conversationId);
        }
    }

    /// <returns>When to try again; null when there is nothing more to do.</returns>
    private async Task<TimeSpan?> TryTurnAsync(Guid conversationId, CancellationToken ct)
    {
        try
        {
            if (await SendAsync(new AnswerConversation(conversationId), ct) is not { Error: { } error })
                return null;
            LogFailed(logger, conversationId, $"{error.Code}: {error.Message}", null);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, conversationId, exception.Message, exception);
        }

        try
        {
            var recorded = await SendAsync(new RecordFailedTurn(conversationId), ct);
            return recorded is { IsSuccess: true, Value: { TryAgain: true, Failures: var failures } }
                ? options.CurrentValue.TurnRetryPause * Math.Pow(2, failures - 1)
                : null;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // The database itself is away; that is no failure of the turn. The sweeper comes back to it.
            LogNotRecorded(logger, conversationId, exception.Message);
            return null;
        }
    }

    private async Task WakeLaterAsync(Guid conversationId, TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ct.IsCancellationRequested)
            Wake(conversationId);
    }

    private async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("turns"));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    [LoggerMessage(311, LogLevel.Error, "A turn of conversation {ConversationId} did not succeed: {Reason}")]
    private static partial void LogFailed(ILogger logger, Guid conversationId, string reason, Exception? exception);

    [LoggerMessage(312, LogLevel.Warning, "The failed turn of conversation {ConversationId} could not be recorded: {Reason}")]
    private static partial void LogNotRecorded(ILogger logger, Guid conversationId, string reason);
}
