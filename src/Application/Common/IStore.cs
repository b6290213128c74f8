using System.Linq.Expressions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

/// <summary>
/// The database as use cases see it. Queries compose LINQ over <see cref="Query{T}"/> and project into the response shape; aggregates are
/// loaded whole, tracked and saved by the unit of work.
/// </summary>
public interface IStore
{
    /// <summary>Rows for reading: not tracked. Runs when given to one of the methods below.</summary>
    IQueryable<T> Query<T>()
        where T : class;

    Task<List<T>> ListAsync<T>(IQueryable<T> query, CancellationToken ct);

    Task<T?> FirstOrDefaultAsync<T>(IQueryable<T> query, CancellationToken ct);

    Task<bool> AnyAsync<T>(IQueryable<T> query, CancellationToken ct);

    Task<int> CountAsync<T>(IQueryable<T> query, CancellationToken ct);

    /// <summary>The one aggregate that matches, tracked and whole, or null.</summary>
    Task<T?> FindAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity;

    /// <summary>The aggregates that match, tracked and whole.</summary>
    Task<List<T>> FindAllAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity;

    /// <summary>As <see cref="FindAsync{T}"/> by id, after taking the row's lock until the transaction ends; always fresh.</summary>
    Task<T?> FindLockedAsync<T>(Guid id, CancellationToken ct)
        where T : Entity;

    /// <summary>Whether changes to this instance will be saved. A request that failed inside this unit of work has made the store forget it.</summary>
    bool Tracks(Entity entity);

    void Add<T>(T entity)
        where T : Entity;

    void Remove<T>(T entity)
        where T : Entity;

    /// <summary>Writes pending changes now, inside the transaction, so that a constraint speaks early.</summary>
    Task FlushAsync(CancellationToken ct);
}
