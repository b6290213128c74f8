using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

[Flags]
public enum Audience
{
    None = 0,
    Visitor = 1,
    Customer = 2,
    Staff = 4,
    System = 8,
    Anyone = Visitor | Customer | Staff | System,
}

/// <summary>
/// Who may send a request; stands beside every request (deny by default: a request without one is refused, and an architecture test fails).
/// Ownership of the particular row is checked where it is loaded.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AccessAttribute(Audience audience) : Attribute
{
    public Audience Audience { get; } = audience;

    /// <summary>The least assurance asked of a customer.</summary>
    public Assurance Assurance { get; init; } = Assurance.Verified;

    /// <summary>Any one of these lets staff in; empty means every role.</summary>
    public StaffRole[] Roles { get; init; } = [];

    public Error? Check(Actor actor) => actor switch
    {
        Actor.Visitor when Audience.HasFlag(Audience.Visitor) => null,
        Actor.Customer when Audience.HasFlag(Audience.Customer) && Audience.HasFlag(Audience.Visitor) => null,
        Actor.Customer customer when Audience.HasFlag(Audience.Customer) =>
            customer.Assurance >= Assurance ? null : CommonErrors.AssuranceTooLow(Assurance),
        Actor.Staff staff when Audience.HasFlag(Audience.Staff) =>
            Roles.Length == 0 || Roles.Any(staff.Is) ? null : CommonErrors.Forbidden,
        Actor.System when Audience.HasFlag(Audience.System) => null,
        Actor.Visitor => CommonErrors.SignInRequired,
        _ => CommonErrors.Forbidden,
    };
}
