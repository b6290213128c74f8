using System.Security.Cryptography;
using System.Text;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Accounts;

/// <summary>
/// The one-time codes of one e-mail address (rules.md, limits): 6 digits, 5 minutes, hashed at rest, 60 s between sends, 10 an hour, 5 tries,
/// then locked for 30 minutes. One row per address, changed under its lock.
/// </summary>
public sealed class SignInChallenge : Aggregate
{
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan PauseBetweenSends = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(30);
    public const int MaxTries = 5;
    public const int MaxSendsPerHour = 10;

    private const int HashIterations = 20_000;

    private SignInChallenge(Guid id, EmailAddress email)
        : base(id) => Email = email.Value;

    private SignInChallenge()
    {
    }

    public string Email { get; private set; } = string.Empty;

    public byte[]? CodeSalt { get; private set; }

    public byte[]? CodeHash { get; private set; }

    public DateTimeOffset? CodeExpiresAt { get; private set; }

    public int FailedTries { get; private set; }

    public DateTimeOffset? LastSentAt { get; private set; }

    public DateTimeOffset SendWindowStartedAt { get; private set; }

    public int SendsInWindow { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public static SignInChallenge For(Guid id, EmailAddress email) => new(id, email);

    /// <summary>Makes a new code; an earlier one stops working.</summary>
    /// <returns>The code, to be sent and forgotten.</returns>
    public Result<string> Issue(DateTimeOffset now)
    {
        if (LockedUntil is { } locked && locked > now)
        {
            return AccountErrors.SignInLocked(locked - now);
        }

        if (LastSentAt is { } sent && now - sent < PauseBetweenSends)
        {
            return AccountErrors.CodeSentRecently(PauseBetweenSends - (now - sent));
        }

        if (now - SendWindowStartedAt >= TimeSpan.FromHours(1))
        {
            (SendWindowStartedAt, SendsInWindow) = (now, 0);
        }

        if (SendsInWindow >= MaxSendsPerHour)
        {
            return AccountErrors.TooManyCodes(SendWindowStartedAt.AddHours(1) - now);
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        CodeSalt = RandomNumberGenerator.GetBytes(16);
        CodeHash = Hash(code, CodeSalt);
        CodeExpiresAt = now + CodeLife;
        LastSentAt = now;
        SendsInWindow++;
        return code;
    }

    /// <summary>Tries a code. A right one is used up; wrong ones are counted across codes until one is right.</summary>
    public Error? Try(string code, DateTimeOffset now)
    {
        if (LockedUntil is { } locked && locked > now)
        {
            return AccountErrors.SignInLocked(locked - now);
        }

        if (CodeHash is null || CodeSalt is null || CodeExpiresAt is null || CodeExpiresAt <= now)
        {
            return AccountErrors.CodeExpired;
        }

        if (CryptographicOperations.FixedTimeEquals(Hash(code, CodeSalt), CodeHash))
        {
            Forget();
            FailedTries = 0;
            LockedUntil = null;
            return null;
        }

        FailedTries++;
        if (FailedTries < MaxTries)
        {
            return AccountErrors.CodeWrong(MaxTries - FailedTries);
        }

        Forget();
        FailedTries = 0;
        LockedUntil = now + LockDuration;
        return AccountErrors.SignInLocked(LockDuration);
    }

    private static byte[] Hash(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt, HashIterations, HashAlgorithmName.SHA256, 32);

    private void Forget() => (CodeHash, CodeSalt, CodeExpiresAt) = (null, null, null);
}
