namespace EzSolutions.Application.Accounts;

/// <summary>The people who can sign in.</summary>
public interface IUserDirectory
{
    /// <summary>The user with this address, created when there is none yet; joins the current unit of work.</summary>
    Task<Guid> FindOrCreateAsync(string email, CancellationToken ct);

    /// <summary>
    /// Checks a password; counts failures and locks after too many (rules.md, limits). Takes as long for an unknown address as for a known one.
    /// </summary>
    Task<PasswordCheck> CheckPasswordAsync(string email, string password, CancellationToken ct);
}

public abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    public sealed record Passed(Guid UserId) : PasswordCheck;

    public sealed record Wrong : PasswordCheck;

    public sealed record Locked(TimeSpan For) : PasswordCheck;
}
