using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

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
        return await LockingQuery<T>.Of(context)(context, id, ct);
    }

    public bool Tracks(Entity entity) => context.Entry(entity).State != EntityState.Detached;

    public void Add<T>(T entity)
        where T : Entity => context.Add(entity);

    public void Remove<T>(T entity)
        where T : Entity => context.Remove(entity);

    public Task FlushAsync(CancellationToken ct) => context.SaveChangesAsync(ct);

    /// <summary>Every command begins with one of these: compiled once.</summary>
    private static class LockingQuery<T>
        where T : Entity
    {
        private static readonly ConditionalWeakTable<IModel, Func<AppDbContext, Guid, CancellationToken, Task<T?>>> Compiled = [];

        public static Func<AppDbContext, Guid, CancellationToken, Task<T?>> Of(AppDbContext context) => Compiled.GetValue(context.Model, _ => Compile(context));

        private static Func<AppDbContext, Guid, CancellationToken, Task<T?>> Compile(AppDbContext context)
        {
            var type = context.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not mapped.");
            var tag = RowLock.TagOf(type.GetSchemaQualifiedTableName()!);
            return EF.CompileAsyncQuery((AppDbContext db, Guid id, CancellationToken ct) =>
                db.Set<T>().Where(entity => entity.Id == id).TagWith(tag).SingleOrDefault());
        }
    }

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
