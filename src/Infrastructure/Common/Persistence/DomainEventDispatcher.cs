using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>Hands the events raised by tracked entities to their handlers, in order, inside the transaction.</summary>
internal sealed class DomainEventDispatcher(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, Invoker> Invokers = new();

    private readonly List<IDomainEvent> _kept = [];

    /// <summary>Takes over what an entity has raised, so that the entity can be let go of.</summary>
    public void Keep(Entity entity) => _kept.AddRange(entity.TakeDomainEvents());

    /// <summary>Takes over what all tracked entities have raised.</summary>
    /// <returns>How many events wait now.</returns>
    public int KeepAll(AppDbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<Entity>().ToList())
        {
            Keep(entry.Entity);
        }

        return _kept.Count;
    }

    /// <summary>Forgets what was raised after the first <paramref name="count"/> events: it was undone.</summary>
    public void Truncate(int count) => _kept.RemoveRange(count, _kept.Count - count);

    /// <summary>Leaves the first <paramref name="from"/> events to the unit of work around this one.</summary>
    /// <returns>Whether there was anything to handle.</returns>
    public async Task<bool> DispatchAsync(AppDbContext context, int from, CancellationToken ct)
    {
        KeepAll(context);
        var raised = _kept[from..];
        Truncate(from);
        foreach (var happened in raised)
        {
            var invoker = Invokers.GetOrAdd(happened.GetType(), static type => (Invoker)Activator.CreateInstance(typeof(Invoker<>).MakeGenericType(type))!);
            await invoker.HandleAsync(services, happened, ct);
        }

        return raised.Count > 0;
    }

    private abstract class Invoker
    {
        public abstract Task HandleAsync(IServiceProvider services, IDomainEvent happened, CancellationToken ct);
    }

    private sealed class Invoker<TEvent> : Invoker
        where TEvent : IDomainEvent
    {
        public override async Task HandleAsync(IServiceProvider services, IDomainEvent happened, CancellationToken ct)
        {
            foreach (var handler in services.GetServices<IDomainEventHandler<TEvent>>())
            {
                await handler.HandleAsync((TEvent)happened, ct);
            }
        }
    }
}
