using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

/// <summary>
/// Who a request runs as: exactly one of the four (design.md §3). It comes from the session or the verified channel identity, never from
/// a parameter, a model's output or a URL.
/// </summary>
public abstract record Actor
{
    private Actor()
    {
    }

    /// <summary>Somebody who has not signed in.</summary>
    /// <param name="ConversationId">The conversation their visitor session is bound to, if any.</param>
    public sealed record Visitor(Guid? ConversationId) : Actor;

    /// <param name="ConversationId">Set when the request comes from a conversation.</param>
    public sealed record Customer(Guid CustomerId, Guid UserId, Assurance Assurance, Guid? ConversationId = null) : Actor;

    public sealed record Staff(Guid StaffId, string Name, IReadOnlySet<StaffRole> Roles) : Actor
    {
        public bool Is(StaffRole role) => Roles.Contains(role) || Roles.Contains(StaffRole.Admin);
    }

    /// <param name="Job">What runs: the name of the job, webhook or sweeper.</param>
    public sealed record System(string Job) : Actor;

    /// <summary>A short form for logs and audit, without personal data.</summary>
    public string Describe() => this switch
    {
        Visitor visitor => $"visitor:{visitor.ConversationId}",
        Customer customer => $"customer:{customer.CustomerId}",
        Staff staff => $"staff:{staff.StaffId}",
        System system => $"system:{system.Job}",
        _ => throw new InvalidOperationException("Unknown actor."),
    };
}

/// <summary>The actor of the running request; set once by the host (session, hub, bot turn or job) for its scope.</summary>
public interface IActorContext
{
    Actor Current { get; }

    /// <summary>Set when the actor is a customer; reading it otherwise is a bug.</summary>
    Guid CustomerId { get; }
}

/// <inheritdoc />
public sealed class ActorContext : IActorContext
{
    private Actor? _current;

    public Actor Current => _current ?? throw new InvalidOperationException("No actor was set for this scope.");

    public Guid CustomerId => (Current as Actor.Customer)?.CustomerId ?? throw new InvalidOperationException("The actor is not a customer.");

    public bool IsSet => _current is not null;

    public void Set(Actor actor) => _current = actor;
}
