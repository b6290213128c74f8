using Microsoft.AspNetCore.Identity;

namespace EzSolutions.Infrastructure.Accounts;

/// <summary>A person who can sign in. What they are to us (customer, staff) stands in rows of its own.</summary>
internal sealed class AppUser : IdentityUser<Guid>;
