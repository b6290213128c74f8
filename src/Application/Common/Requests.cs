using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Common;

/// <summary>Changes something: one request, one unit of work, one transaction, including the jobs it asks for (design.md §3).</summary>
public interface ICommand<T> : IRequest<Result<T>>, ICommandMarker;

/// <summary>Reads only; straight from the database into the response shape.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>
/// Talks to the outside world between units of work of its own: record the intent, commit, call, record the outcome (P02). No transaction
/// is open around its handler.
/// </summary>
public interface IWorkflow<T> : IRequest<Result<T>>;

/// <summary>
/// A request that can run later as a job, as <see cref="Actor.System"/>. Its properties are stored as JSON, so they carry ids, never secrets (P07).
/// An answer of kind <see cref="ErrorKind.Unavailable"/> or an exception is retried with backoff; any other failure ends the job as dead (P06).
/// </summary>
public interface IJobRequest : IRequest<Result<Done>>;

/// <summary>A job whose own feature cleans up and tells staff when it is dead; the general ticket (P06) is not opened for it.</summary>
public interface IReportsOwnDeath : IJobRequest;

/// <summary>
/// A workflow that takes an Idempotency-Key: what it answers is kept with the key, so it must hold no secrets (P07), and doing it again must be
/// safe by its own intent (P02).
/// </summary>
public interface IKeyedWorkflow;

/// <summary>Tells the pipeline to open a unit of work; see <see cref="ICommand{T}"/>.</summary>
public interface ICommandMarker;

/// <summary>Handles a domain event inside the transaction that raised it.</summary>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent happened, CancellationToken ct);
}
