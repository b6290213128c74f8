using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>Hands the events raised by tracked entities to their handlers, in order, inside the transaction.</summary>
internal sealed class DomainEventDispatcher(IServiceProvider services)
{
    private static readonly ConcurrentDictionary<Type, Invoker> Invokers = new();

    /// <returns>Whether there was anything to handle.</returns>
    public async Task<bool> DispatchAsync(AppDbContext context, CancellationToken ct)
    {
        var raised = context.ChangeTracker.Entries<Entity>()
            .Where(entry => entry.Entity.DomainEvents.Count > 0)
            .SelectMany(entry => entry.Entity.TakeDomainEvents())
            .ToList();
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
