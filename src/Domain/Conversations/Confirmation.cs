using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

public enum ConfirmationState
{
    Pending,
    Used,

    /// <summary>Replaced by a newer one, or taken back.</summary>
    Withdrawn,
}

/// <summary>
/// C05: leave to do exactly one thing, once. Bound to the conversation, the person, the exact content and amount, and a time; consumed under
/// the row's lock.
/// </summary>
public sealed class Confirmation : Aggregate
{
    private Confirmation(Guid id)
        : base(id)
    {
    }

    private Confirmation()
    {
    }

    /// <summary>Unguessable; stands on the button.</summary>
    public string Token { get; private set; } = string.Empty;

    public Guid ConversationId { get; private set; }

    /// <summary>The user who was asked; nobody else's yes counts.</summary>
    public Guid PersonId { get; private set; }

    public string Skill { get; private set; } = string.Empty;

    /// <summary>Of everything that was shown.</summary>
    public string ContentHash { get; private set; } = string.Empty;

    /// <summary>What will be done: the slots as they were shown. What runs is this, not what the conversation has moved on to.</summary>
    public string Content { get; private set; } = string.Empty;

    /// <summary>Null when no money moves.</summary>
    public long? AmountMinorUnits { get; private set; }

    public string? AmountCurrency { get; private set; }

    public ConfirmationState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public Money? Amount => AmountMinorUnits is { } units && AmountCurrency is { } code ? new Money(units, Currency.Of(code)) : null;

    public static Confirmation Create(
        Guid id, string token, Guid conversationId, Guid personId, string skill, string contentHash, string content, Money? amount,
        DateTimeOffset now, TimeSpan lifetime)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentException.ThrowIfNullOrEmpty(contentHash);
        return new Confirmation(id)
        {
            Token = token,
            ConversationId = conversationId,
            PersonId = personId,
            Skill = skill,
            ContentHash = contentHash,
            Content = content,
            AmountMinorUnits = amount?.MinorUnits,
            AmountCurrency = amount?.Currency.Code,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
    }

    /// <summary>Uses it up. Somebody else's, or another conversation's, is the same as none.</summary>
    public Result<Done> Consume(Guid conversationId, Guid personId, DateTimeOffset now)
    {
        if (ConversationId != conversationId || PersonId != personId)
        {
            return ConfirmationErrors.NotFound;
        }

        switch (State)
        {
            case ConfirmationState.Used:
                return ConfirmationErrors.AlreadyUsed;
            case ConfirmationState.Withdrawn:
                return ConfirmationErrors.Withdrawn;
            case ConfirmationState.Pending when now >= ExpiresAt:
                return ConfirmationErrors.Expired;
            default:
                State = ConfirmationState.Used;
                UsedAt = now;
                return Result.Done;
        }
    }

    /// <summary>Takes it back; one that was used stays used.</summary>
    public void Withdraw()
    {
        if (State == ConfirmationState.Pending)
        {
            State = ConfirmationState.Withdrawn;
        }
    }
}

public static class ConfirmationErrors
{
    public static readonly Error NotFound =
        Error.NotFound("confirmation_not_found", "That button does not belong to this conversation, so nothing happened.");

    public static readonly Error AlreadyUsed =
        Error.Conflict("confirmation_used", "That was already done; nothing happened a second time.");

    public static readonly Error Expired =
        Error.Conflict("confirmation_expired", "That offer has expired, so nothing happened.");

    public static readonly Error Withdrawn =
        Error.Conflict("confirmation_withdrawn", "That button is no longer current, so nothing happened.");
}
