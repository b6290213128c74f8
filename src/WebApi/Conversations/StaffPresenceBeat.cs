using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Handoff;
using MediatR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>Tells the database which members of staff have a socket on this node: at once when somebody comes, else every few seconds.</summary>
internal sealed partial class StaffPresenceBeat(
    HubSockets sockets, IServiceScopeFactory scopes, TimeProvider time, ILogger<StaffPresenceBeat> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IReadOnlyCollection<Guid> told = [];
        var toldAt = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var here = sockets.StaffIds;
            var now = time.GetUtcNow();
            if (here.Count == 0 || (now - toldAt < Every && here.All(told.Contains)))
                continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("staff-presence"));
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecordPresence(here), stoppingToken);
                (told, toldAt) = (here, now);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
        }
    }

    [LoggerMessage(362, LogLevel.Warning, "Who is online could not be recorded: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
