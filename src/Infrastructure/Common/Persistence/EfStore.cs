using System.Linq.Expressions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <inheritdoc />
internal sealed class EfStore(AppDbContext context, DomainEventDispatcher events) : IStore
{
    public IQueryable<T> Query<T>()
        where T : class => context.Set<T>().AsNoTracking();

    public Task<List<T>> ListAsync<T>(IQueryable<T> query, CancellationToken ct) => query.ToListAsync(ct);

    public Task<T?> FirstOrDefaultAsync<T>(IQueryable<T> query, CancellationToken ct) => query.FirstOrDefaultAsync(ct);

    public Task<bool> AnyAsync<T>(IQueryable<T> query, CancellationToken ct) => query.AnyAsync(ct);

    public Task<int> CountAsync<T>(IQueryable<T> query, CancellationToken ct) => query.CountAsync(ct);

    public Task<T?> FindAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity => context.Set<T>().SingleOrDefaultAsync(predicate, ct);

    public Task<List<T>> FindAllAsync<T>(Expression<Func<T, bool>> predicate, CancellationToken ct)
        where T : Entity => context.Set<T>().Where(predicate).ToListAsync(ct);

    public async Task<T?> FindLockedAsync<T>(Guid id, CancellationToken ct)
        where T : Entity
    {
        await ForgetAsync<T>(id, ct);
        var type = context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");

        return await context.Set<T>().Where(entity => entity.Id == id).LockedFirst(type.GetSchemaQualifiedTableName()!).SingleOrDefaultAsync(ct);
    }

    public bool Tracks(Entity entity) => context.Entry(entity).State != EntityState.Detached;

    public void Add<T>(T entity)
        where T : Entity => context.Add(entity);

    public void Remove<T>(T entity)
        where T : Entity => context.Remove(entity);

    public Task FlushAsync(CancellationToken ct) => context.SaveChangesAsync(ct);

    /// <summary>A tracked instance would be handed back stale: write what it carries, then let go of it and of its parts.</summary>
    private async Task ForgetAsync<T>(Guid id, CancellationToken ct)
        where T : Entity
    {
        if (context.ChangeTracker.Entries<T>().FirstOrDefault(e => e.Entity.Id == id) is not { } tracked)
        {
            return;
        }

        if (context.ChangeTracker.HasChanges())
        {
            await context.SaveChangesAsync(ct);
        }

        Detach(tracked);
    }

    private void Detach(EntityEntry entry)
    {
        foreach (var collection in entry.Collections.Where(c => c.CurrentValue is not null))
        {
            foreach (var part in collection.CurrentValue!.Cast<object>().ToList())
            {
                Detach(entry.Context.Entry(part));
            }
        }

        if (entry.Entity is Entity entity)
        {
            // What it raised did happen, and is written: it waits for its handlers without it.
            events.Keep(entity);
        }

        entry.State = EntityState.Detached;
    }
}
