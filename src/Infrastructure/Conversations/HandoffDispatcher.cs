using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Handoff;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations;

/// <summary>Works the queue for people: at once when woken, else every moment. Every node does; the database lets one hand out at a time.</summary>
internal sealed partial class HandoffDispatcher(
    IServiceScopeFactory scopes, IOptionsMonitor<ConversationOptions> options, TimeProvider time, ILogger<HandoffDispatcher> logger)
    : BackgroundService, IHandoffDispatcher
{
    private TaskCompletionSource _woken = NewSignal();

    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(Volatile.Read(ref _woken).Task, Task.Delay(options.CurrentValue.Handoff.Every, time, stoppingToken));
            Volatile.Write(ref _woken, NewSignal());
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await SendAsync(new AssignWaiting(), stoppingToken);
                await SendAsync(new TellQueuePositions(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Most likely the database is away; the next look finds the same customers waiting.
                LogFailed(logger, exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SendAsync<T>(IRequest<T> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("handoff"));
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    [LoggerMessage(361, LogLevel.Warning, "The queue could not be worked: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
