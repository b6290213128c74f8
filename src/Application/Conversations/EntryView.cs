using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>An entry as readers get it.</summary>
/// <param name="ClientMessageId">The sender's own id for it.</param>
/// <param name="Action">The button that was pressed, where it is a press.</param>
/// <param name="Event">Name of a step that channels know: <c>handoff.initiate</c>, <c>handoff.status.accepted</c>, <c>.failed</c>, <c>.completed</c>.</param>
public sealed record EntryView(
    Guid Id, long Sequence, EntryKind Kind, AuthorView Author, string? Text, Card? Card, Guid? Replaces, DateTimeOffset CreatedAt, string? ClientMessageId,
    EntryActionView? Action = null, string? Event = null)
{
    public static EntryView Of(Entry entry) => new(
        entry.Id, entry.Sequence, entry.Kind, AuthorView.Of(entry.Author), entry.Text, entry.Card, entry.Replaces, entry.CreatedAt, entry.ExternalId,
        EntryActionView.Of(entry.Action), entry.Event);
}

/// <summary>Which button of which card a customer's entry pressed; what they filled in stays between them and us.</summary>
public sealed record EntryActionView(Guid EntryId, string ActionId, string Label)
{
    public static EntryActionView? Of(EntryAction? action) => action is null ? null : new(action.EntryId, action.ActionId, action.Label);
}

public sealed record AuthorView(AuthorKind Kind, string Name)
{
    public static AuthorView Of(Author author) => new(author.Kind, author.Name);
}

/// <param name="Next">
/// Covers everything the reader may see so far; ask for what comes after it. Leafing back: ask for what comes before it; 0 at the beginning.
/// </param>
public sealed record EntryPage(IReadOnlyList<EntryView> Entries, long Next);

/// <param name="Name">The name of the person, when one owns it.</param>
public sealed record OwnerView(OwnerKind Kind, Guid? StaffId, string? Name)
{
    public static OwnerView Of(ConversationOwner owner) => new(owner.Kind, owner.StaffId, owner.Name);
}

/// <summary>What the customer's side sees of an owner: no staff ids.</summary>
public sealed record PublicOwner(OwnerKind Kind, string? Name)
{
    public static PublicOwner Of(ConversationOwner owner) => new(owner.Kind, owner.Name);
}

/// <summary>What an append answers.</summary>
public sealed record Appended(long Sequence);

public static class ConversationReaders
{
    /// <summary>The one rule of what the customer's side may see (C03).</summary>
    public static bool IsForCustomer(this Entry entry) => entry.Kind != EntryKind.Note;

    /// <summary>The conversation the actor's session is bound to: never one that a request names (C04).</summary>
    public static Guid? ConversationId(this IActorContext actors) => actors.Current switch
    {
        Actor.Visitor visitor => visitor.ConversationId,
        Actor.Customer customer => customer.ConversationId,
        _ => null,
    };

    public static Colleague Staff(this IActorContext actors) =>
        actors.Current is Actor.Staff staff ? new Colleague(staff.StaffId, staff.Name, staff.Is(StaffRole.Admin)) : throw new InvalidOperationException("The actor is not staff.");
}
