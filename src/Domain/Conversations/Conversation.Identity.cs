using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

public sealed partial class Conversation
{
    public Guid? CustomerId { get; private set; }

    public Guid? UserId { get; private set; }

    /// <summary>The name the customer goes by here.</summary>
    public string? VisitorName { get; private set; }

    public string? CustomerEmail { get; private set; }

    /// <summary>As proven at <see cref="VerifiedAt"/>; see <see cref="AssuranceAt"/> for what it is worth now.</summary>
    public Assurance Assurance { get; private set; }

    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>A proof grows old: verified falls to identified once <paramref name="lifetime"/> has passed.</summary>
    public Assurance AssuranceAt(DateTimeOffset now, TimeSpan lifetime) =>
        Assurance >= Assurance.Verified && (VerifiedAt is not { } at || now - at >= lifetime) ? Assurance.Identified : Assurance;

    /// <summary>The customer has proved who they are. Only where nobody else reads along: see <see cref="IsPrivate"/>.</summary>
    /// <param name="provenAt">When they did, where it was not just now.</param>
    public void SignIn(EntryStamp stamp, Guid customerId, Guid userId, string name, string email, DateTimeOffset? provenAt = null)
    {
        if (!IsPrivate)
            throw new InvalidOperationException($"Others read along in conversation {Id}; nobody is signed in there.");
        CustomerId = customerId;
        UserId = userId;
        VisitorName = Conversations.VisitorName.OrUnknown(name);
        CustomerEmail = email;
        Assurance = Assurance.Verified;
        VerifiedAt = provenAt ?? stamp.At;
        AppendEvent(stamp, $"Signed in as {VisitorName}.");
    }

    public void SignOut(EntryStamp stamp)
    {
        if (CustomerId is null)
            return;
        CustomerId = null;
        UserId = null;
        VisitorName = null;
        CustomerEmail = null;
        Assurance = Assurance.Anonymous;
        VerifiedAt = null;
        AppendEvent(stamp, "Signed out.");
    }

    /// <summary>What the person goes by on an outside channel: a name to talk to, nothing more.</summary>
    public void CallCustomer(string? name)
    {
        if (CustomerId is null && !string.IsNullOrWhiteSpace(name))
            VisitorName = Conversations.VisitorName.OrUnknown(name);
    }

    /// <summary>A host site says who its visitor is: a name to talk to, no proof to act on.</summary>
    public Result<Done> Identify(string name, string? email)
    {
        if (CustomerId is not null)
            return Result.Done;
        var accepted = Conversations.VisitorName.Accept(name);
        if (!accepted.IsSuccess)
            return accepted.Error;
        VisitorName = accepted.Value;
        CustomerEmail = email;
        Assurance = Assurance.Identified;
        return Result.Done;
    }
}
