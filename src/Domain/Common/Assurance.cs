namespace EzSolutions.Domain.Common;

/// <summary>How sure we are who is speaking. Each level includes those before it.</summary>
public enum Assurance
{
    /// <summary>Nobody we know.</summary>
    Anonymous,

    /// <summary>Says who they are; not proven to us.</summary>
    Identified,

    /// <summary>Proved control of the account's e-mail address, or of a linked account.</summary>
    Verified,

    /// <summary>Verified again, recently, for something that matters.</summary>
    SteppedUp,
}
