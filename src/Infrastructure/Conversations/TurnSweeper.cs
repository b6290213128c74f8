using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations;

/// <summary>
/// C06: reruns turns that a crash, a stopped node or a lost database left behind. Every node sweeps, without any other machinery in
/// between; the row lock makes a turn that two of them found run once.
/// </summary>
internal sealed partial class TurnSweeper(
    IServiceScopeFactory scopes, ITurnDispatcher turns, IOptionsMonitor<ConversationOptions> options, TimeProvider time, ILogger<TurnSweeper> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var every = options.CurrentValue.SweepEvery;
            await Task.Delay(every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await SweepAsync(time.GetUtcNow() - (every / 2), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Most likely the database is away; the next sweep looks again.
                LogFailed(logger, exception.Message);
            }
        }
    }

    private async Task SweepAsync(DateTimeOffset olderThan, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("turn-sweeper"));
        var found = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FindUnanswered(olderThan), ct);
        if (!found.IsSuccess || found.Value.Count == 0)
            return;
        LogFound(logger, found.Value.Count);
        foreach (var conversationId in found.Value)
            turns.Wake(conversationId);
    }

    [LoggerMessage(321, LogLevel.Warning, "{Count} conversations were left unanswered; their turns run again")]
    private static partial void LogFound(ILogger logger, int count);

    [LoggerMessage(322, LogLevel.Warning, "Looking for unanswered conversations failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
