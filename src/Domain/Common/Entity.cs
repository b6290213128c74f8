namespace EzSolutions.Domain.Common;

/// <summary>Something that happened, raised by an aggregate and handled in the same transaction.</summary>
public interface IDomainEvent;

/// <summary>A thing with an identity. Aggregates keep private state and change by verbs.</summary>
public abstract class Entity
{
    private readonly List<IDomainEvent> _events = [];

    protected Entity(Guid id) => Id = id;

    /// <summary>For the mapper.</summary>
    protected Entity()
    {
    }

    public Guid Id { get; private set; }

    public IReadOnlyList<IDomainEvent> DomainEvents => _events;

    public IReadOnlyList<IDomainEvent> TakeDomainEvents()
    {
        var taken = _events.ToArray();
        _events.Clear();
        return taken;
    }

    protected void Raise(IDomainEvent happened) => _events.Add(happened);
}

/// <summary>An entity that is loaded, changed and saved as a whole; its database row carries a version (xmin).</summary>
public abstract class Aggregate : Entity
{
    protected Aggregate(Guid id)
        : base(id)
    {
    }

    protected Aggregate()
    {
    }
}
