using System.Linq.Expressions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Tests.Provisioning;

/// <summary>Aggregates in memory, and transactions that always commit: for decisions, not for concurrency.</summary>
internal sealed class MemoryStore : IStore, IUnitOfWork
{
    private readonly List<object> _rows = [];

    public bool IsActive { get; private set; }

    public int Commits { get; private set; }

    public IQueryable<T> Query<T>()
        where T : class => _rows.OfType<T>().AsQueryable();

    public Task<List<T>> ListAsync<T>(IQueryable<T> query, CancellationToken ct) => Task.FromResult(query.ToList());

    public Task<T?> FirstOrDefaultAsync<T>(IQueryable<T> query, CancellationToken ct) => Task.FromResult(query.FirstOrDefault());

    public Task<bool> AnyAsync<T>(IQueryable<T> query, CancellationToken ct) => Task.FromResult(query.Any());

    public Task<int> CountAsync<T>(IQueryable<T> query, CancellationToken ct) => Task.FromResult(query.Count());

    public Task<T?> FindAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity => Task.FromResult(Query<T>().FirstOrDefault(predicate));

    public Task<List<T>> FindAllAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity => Task.FromResult(Query<T>().Where(predicate).ToList());

    public Task<T?> FindLockedAsync<T>(Guid id, CancellationToken ct)
        where T : Entity => Task.FromResult(Query<T>().FirstOrDefault(e => e.Id == id));

    public void Add<T>(T entity)
        where T : Entity => _rows.Add(entity);

    public void Remove<T>(T entity)
        where T : Entity => _rows.Remove(entity);

    public bool Tracks(Entity entity) => _rows.Contains(entity);

    public Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task<Result<T>> RunAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        IsActive = true;
        var result = await work(ct);
        IsActive = false;
        Commits++;
        return result;
    }

    public void AfterCommit(Action hint) => hint();
}
