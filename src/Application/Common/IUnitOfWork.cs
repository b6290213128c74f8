using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

/// <summary>One transaction. Commands get it from the pipeline; workflows open their own, one before and one after each outside call.</summary>
public interface IUnitOfWork
{
    bool IsActive { get; }

    /// <summary>
    /// Runs the work in a transaction and commits when it succeeds; a failure rolls back. Domain events are handled before the commit. Called
    /// inside an active unit of work it becomes a savepoint of that one: a failure undoes only its own part, and everything tracked is
    /// forgotten, so the caller must load again what it goes on to change. A lost race (version, deadlock, unique index) is retried from the start a few times, then answered
    /// with <see cref="CommonErrors.Conflict"/>.
    /// </summary>
    Task<Result<T>> RunAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct);

    /// <summary>Runs after the outermost commit, never after a rollback; for hints that may be lost (wake a worker), not for effects.</summary>
    void AfterCommit(Action hint);
}
