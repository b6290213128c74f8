using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Channels;

/// <summary>Wakes the threads where something waits whose time has come. Every node sweeps; the thread's row lock keeps them apart.</summary>
internal sealed partial class DeliverySweeper(
    IServiceScopeFactory scopes, IDeliveryDispatcher deliveries, IOptionsMonitor<ConversationOptions> options, TimeProvider time, ILogger<DeliverySweeper> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.CurrentValue.SweepEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("delivery-sweeper"));
                var due = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FindDueDeliveries(), stoppingToken);
                foreach (var threadId in due.IsSuccess ? due.Value : [])
                    deliveries.Wake(threadId);
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

    [LoggerMessage(355, LogLevel.Warning, "Looking for entries to be delivered failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
