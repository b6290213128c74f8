using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Jobs;
using EzSolutions.Infrastructure.Common.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <inheritdoc />
internal sealed partial class UnitOfWork(
    AppDbContext context, DomainEventDispatcher events, JobOutbox jobs, LiveOutbox live, ILogger<UnitOfWork> logger) : IUnitOfWork
{
    private const int Attempts = 4;

    private readonly List<Action> _hints = [];
    private int _depth;

    public bool IsActive => _depth > 0;

    public void AfterCommit(Action hint) => _hints.Add(hint);

    public async Task<Result<T>> RunAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return _depth == 0 ? await RunOutermostAsync(work, ct) : await RunNestedAsync(work, ct);
            }
            catch (Exception race) when (IsLostRace(race))
            {
                LogLostRace(logger, attempt, race.InnerException?.Message ?? race.Message);
                if (attempt == Attempts)
                {
                    return CommonErrors.Conflict;
                }
            }
        }
    }

    private static bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsLostRace(inner),

        // The provider wraps what it holds to be transient, a deadlock among them.
        InvalidOperationException { InnerException: { } inner } when inner is DbUpdateException or PostgresException => IsLostRace(inner),
        PostgresException postgres => postgres.SqlState is
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    private async Task<Result<T>> RunOutermostAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        Result<T> result;
        _depth = 1;
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(ct);
            result = await work(ct);
            if (!result.IsSuccess)
            {
                await transaction.RollbackAsync(CancellationToken.None);
                Forget();
                return result;
            }

            await SaveAsync(0, ct);
            await jobs.CommitWithAsync(transaction, ct);
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            _depth = 0;
        }

        live.Release();
        RunHints();
        return result;
    }

    private async Task<Result<T>> RunNestedAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        var transaction = context.Database.CurrentTransaction!;
        var savepoint = $"nested_{_depth}";
        var (jobsBefore, liveBefore, hintsBefore, eventsBefore) = (jobs.Count, live.Count, _hints.Count, events.KeepAll(context));
        await transaction.CreateSavepointAsync(savepoint, ct);
        _depth++;
        try
        {
            var result = await work(ct);
            if (result.IsSuccess)
            {
                await SaveAsync(eventsBefore, ct);
                await transaction.ReleaseSavepointAsync(savepoint, ct);
                return result;
            }

            await UndoAsync();
            return result;
        }
        catch (Exception exception) when (IsLostRace(exception))
        {
            await UndoAsync();
            throw;
        }
        finally
        {
            _depth--;
        }

        async Task UndoAsync()
        {
            await transaction.RollbackToSavepointAsync(savepoint, CancellationToken.None);
            context.ChangeTracker.Clear();
            events.Truncate(eventsBefore);
            jobs.Truncate(jobsBefore);
            live.Truncate(liveBefore);
            _hints.RemoveRange(hintsBefore, _hints.Count - hintsBefore);
        }
    }

    /// <summary>Saves, lets the events raised so far be handled, and saves what that changed, until nothing is left.</summary>
    private async Task SaveAsync(int eventsBefore, CancellationToken ct)
    {
        do
        {
            await context.SaveChangesAsync(ct);
        }
        while (await events.DispatchAsync(context, eventsBefore, ct));
    }

    private void Forget()
    {
        context.ChangeTracker.Clear();
        events.Truncate(0);
        jobs.Truncate(0);
        live.Truncate(0);
        _hints.Clear();
    }

    private void RunHints()
    {
        var hints = _hints.ToArray();
        _hints.Clear();
        foreach (var hint in hints)
        {
            hint();
        }
    }

    [LoggerMessage(101, LogLevel.Information, "Unit of work lost a race (attempt {Attempt}): {Reason}")]
    private static partial void LogLostRace(ILogger logger, int attempt, string reason);
}
