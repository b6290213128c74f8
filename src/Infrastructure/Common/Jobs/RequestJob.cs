using System.Diagnostics;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace EzSolutions.Infrastructure.Common.Jobs;

/// <summary>
/// Runs one stored request as the system. Unavailable and exceptions are retried with growing pauses; what is left after the last attempt, and
/// any other refusal, is dead: its handlers are told (P06).
/// </summary>
internal sealed partial class RequestJob(IServiceScopeFactory scopes, ILogger<RequestJob> logger) : IJob<JobTicket>
{
    internal static readonly ActivitySource Activities = new("EzSolutions.Jobs");

    public async ValueTask Execute(IJobExecutionContext context, JobTicket input, CancellationToken cancellationToken = default)
    {
        using var activity = Activities.StartActivity(input.Type);
        if (JobTypes.Read(input) is not { } request)
        {
            LogUnknown(logger, input.Type);
            return;
        }

        var error = await RunAsync(request, input.Type, cancellationToken);
        if (error is null)
        {
            return;
        }

        var attempts = context.RetryAttempt + 1;
        var mayRetry = error.Kind == ErrorKind.Unavailable && context.RetryPolicy is { } policy && context.RetryAttempt < policy.MaxAttempts;
        if (mayRetry)
        {
            LogRetry(logger, input.Type, attempts, error.Code);
            throw new JobExecutionException($"{input.Type}: {error.Code}");
        }

        LogDead(logger, input.Type, attempts, error.Code);
        await BuryAsync(new DeadJob(request, attempts, error), cancellationToken);
    }

    private async Task<Error?> RunAsync(IJobRequest request, string name, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System(name));
            return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct)).Error;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogThrew(logger, exception, name);
            return Error.Unavailable("job_exception", exception.GetType().Name);
        }
    }

    private async Task BuryAsync(DeadJob dead, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("dead-job"));
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        foreach (var handler in scope.ServiceProvider.GetServices<IDeadJobHandler>())
        {
            await unitOfWork.RunAsync<Done>(
                async token =>
                {
                    await handler.HandleAsync(dead, token);
                    return Done.Value;
                },
                ct);
        }
    }

    [LoggerMessage(121, LogLevel.Error, "No request is known by the job name {Name}; the job is dropped")]
    private static partial void LogUnknown(ILogger logger, string name);

    [LoggerMessage(122, LogLevel.Information, "Job {Name} did not succeed at attempt {Attempt} ({Code}); it will be tried again")]
    private static partial void LogRetry(ILogger logger, string name, int attempt, string code);

    [LoggerMessage(123, LogLevel.Error, "Job {Name} is dead after {Attempts} attempts ({Code})")]
    private static partial void LogDead(ILogger logger, string name, int attempts, string code);

    [LoggerMessage(124, LogLevel.Error, "Job {Name} threw")]
    private static partial void LogThrew(ILogger logger, Exception exception, string name);
}
