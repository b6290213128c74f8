namespace EzSolutions.Domain.Conversations;

public enum OwnerKind
{
    Bot,

    /// <summary>Nobody yet: waits for a person.</summary>
    Queue,
    Staff,
}

public enum ConversationState
{
    Open,
    Resolved,
}

/// <summary>C02: who may speak to the customer now.</summary>
/// <param name="StaffId">Set when <paramref name="Kind"/> is staff.</param>
/// <param name="Name">The name of that person.</param>
public sealed record ConversationOwner(OwnerKind Kind, Guid? StaffId = null, string? Name = null)
{
    public static readonly ConversationOwner Bot = new(OwnerKind.Bot);

    public static readonly ConversationOwner Queue = new(OwnerKind.Queue);

    public static ConversationOwner Of(Colleague staff) => new(OwnerKind.Staff, staff.Id, staff.Name);

    public bool IsStaff(Guid staffId) => Kind == OwnerKind.Staff && StaffId == staffId;
}

/// <summary>A member of staff as a conversation knows them.</summary>
public sealed record Colleague(Guid Id, string Name, bool IsAdmin = false)
{
    public Author AsAuthor() => new(AuthorKind.Staff, Name, Id);
}

/// <summary>Identity and time of the entry to be appended; made outside, because the domain has neither clock nor id source.</summary>
public sealed record EntryStamp(Guid Id, DateTimeOffset At);

/// <summary>How many messages a customer may send in a window.</summary>
public sealed record MessageLimit(int Messages, TimeSpan Window);
