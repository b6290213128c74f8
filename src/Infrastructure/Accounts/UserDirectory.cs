using EzSolutions.Application.Accounts;
using EzSolutions.Application.Common;
using Microsoft.AspNetCore.Identity;

namespace EzSolutions.Infrastructure.Accounts;

/// <summary>ASP.NET Core Identity behind the port: users, password hashes, lockout.</summary>
internal sealed class UserDirectory(UserManager<AppUser> users, IIdGenerator ids, IPasswordHasher<AppUser> hasher, TimeProvider time) : IUserDirectory
{
    private static readonly AppUser Nobody = new();

    public async Task<Guid> FindOrCreateAsync(string email, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is { } known)
        {
            return known.Id;
        }

        var user = new AppUser { Id = ids.NewId(), UserName = email, Email = email, EmailConfirmed = true };
        var created = await users.CreateAsync(user);
        return created.Succeeded
            ? user.Id
            : throw new InvalidOperationException($"The user could not be created: {string.Join(", ", created.Errors.Select(e => e.Code))}.");
    }

    public async Task<PasswordCheck> CheckPasswordAsync(string email, string password, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { PasswordHash: not null } user)
        {
            // The same work as for a known address, so that the time taken does not tell.
            hasher.HashPassword(Nobody, password);
            return new PasswordCheck.Wrong();
        }

        if (await users.IsLockedOutAsync(user))
        {
            return Locked(user);
        }

        if (await users.CheckPasswordAsync(user, password))
        {
            await users.ResetAccessFailedCountAsync(user);
            return new PasswordCheck.Passed(user.Id);
        }

        await users.AccessFailedAsync(user);
        return await users.IsLockedOutAsync(user) ? Locked(user) : new PasswordCheck.Wrong();
    }

    private PasswordCheck.Locked Locked(AppUser user) => new((user.LockoutEnd ?? time.GetUtcNow()) - time.GetUtcNow());
}
