using System.Threading.Channels;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing;

/// <summary>
/// Works on this node's gateway events, a few at a time, straight after they were stored. Two nodes at the same event meet at its row's lock; what
/// is lost with the process is found by the sweeper when its time has come.
/// </summary>
internal sealed partial class InboxDispatcher(IServiceScopeFactory scopes, IOptionsMonitor<BillingOptions> options, ILogger<InboxDispatcher> logger)
    : BackgroundService, IInboxDispatcher
{
    private const int Capacity = 20_000;

    /// <summary>Full: what does not fit waits in the table for the sweeper.</summary>
    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake(Guid inboxEventId) => _waiting.Writer.TryWrite(inboxEventId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.CurrentValue.ConcurrentEvents)).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in _waiting.Reader.ReadAllAsync(ct))
            {
                if (await TryProcessAsync(id, ct) is { } reason)
                    await PostponeAsync(id, reason, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: the rows stay received and are taken up by another node or the next start.
        }
    }

    /// <returns>Why it did not succeed; null when there is nothing more to do.</returns>
    private async Task<string?> TryProcessAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return await SendAsync(new ProcessInboxEvent(id), ct) is { Error: { } error } ? $"{error.Code}: {error.Message}" : null;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogThrew(logger, exception, id);
            return $"{exception.GetType().Name}, see the log.";
        }
    }

    private async Task PostponeAsync(Guid id, string reason, CancellationToken ct)
    {
        try
        {
            await SendAsync(new PostponeInboxEvent(id, reason), ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // The database itself is away: the row's time comes all the same, and the sweeper with it.
            LogNotPostponed(logger, id, exception.Message);
        }
    }

    private async Task<Result<Done>> SendAsync(IRequest<Result<Done>> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("gateway-inbox"));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    [LoggerMessage(231, LogLevel.Error, "Gateway event {InboxEventId} could not be processed")]
    private static partial void LogThrew(ILogger logger, Exception exception, Guid inboxEventId);

    [LoggerMessage(232, LogLevel.Warning, "The failed look at gateway event {InboxEventId} could not be recorded: {Reason}")]
    private static partial void LogNotPostponed(ILogger logger, Guid inboxEventId, string reason);
}
