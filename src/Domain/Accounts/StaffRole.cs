namespace EzSolutions.Domain.Accounts;

/// <summary>What a member of staff may do. <see cref="Admin"/> includes the others.</summary>
public enum StaffRole
{
    Support,
    Billing,
    Admin,
}
