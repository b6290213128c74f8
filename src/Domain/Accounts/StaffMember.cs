using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Accounts;

/// <summary>A colleague who works in the console.</summary>
public sealed class StaffMember : Aggregate
{
    private StaffMember(Guid id, Guid userId, string name, IEnumerable<StaffRole> roles)
        : base(id)
    {
        UserId = userId;
        Name = name;
        Roles = [.. roles.Distinct().Order()];
    }

    private StaffMember()
    {
    }

    public Guid UserId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    public bool IsActive { get; private set; } = true;

    public IReadOnlyList<StaffRole> Roles { get; private set; } = [];

    public static StaffMember Create(Guid id, Guid userId, string name, IEnumerable<StaffRole> roles) => new(id, userId, name, roles);

    public void Deactivate() => IsActive = false;
}
