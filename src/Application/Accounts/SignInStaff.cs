using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>Signs a colleague in with e-mail and password. Errors: invalid_credentials, sign_in_locked.</summary>
[Access(Audience.Anyone)]
public sealed record SignInStaff(string Email, string Password) : IWorkflow<IssuedSession>
{
    /// <summary>Never shows the password in a log.</summary>
    public override string ToString() => nameof(SignInStaff);
}

internal sealed class SignInStaffHandler(IStore store, IUnitOfWork unitOfWork, IUserDirectory users, ISessions sessions)
    : IRequestHandler<SignInStaff, Result<IssuedSession>>
{
    public async Task<Result<IssuedSession>> Handle(SignInStaff request, CancellationToken cancellationToken)
    {
        var check = await users.CheckPasswordAsync(request.Email.Trim(), request.Password, cancellationToken);
        return check switch
        {
            PasswordCheck.Passed passed => await unitOfWork.RunAsync(ct => StartAsync(passed.UserId, ct), cancellationToken),
            PasswordCheck.Locked locked => AccountErrors.SignInLocked(locked.For),
            _ => AccountErrors.InvalidCredentials,
        };
    }

    private async Task<Result<IssuedSession>> StartAsync(Guid userId, CancellationToken ct) =>
        await store.FindAsync<StaffMember>(s => s.UserId == userId && s.IsActive, ct) is { } staff
            ? sessions.Start(new SessionSubject(SessionKind.Staff, userId, StaffId: staff.Id))
            : AccountErrors.InvalidCredentials;
}
