using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>
/// Checks a one-time code and answers who that is; creates user and customer at the first time. The caller decides what the proof is for
/// (a REST session, or a conversation). Each wrong try counts and stays counted. Errors: email_invalid, code_wrong, code_expired, sign_in_locked.
/// </summary>
/// <param name="Name">Kept for a new account.</param>
/// <param name="Locale">BCP 47 tag of what the person's browser says they read; kept for an account that has none.</param>
[Access(Audience.Anyone)]
public sealed record VerifySignInCode(string Email, string Code, string? Name = null, string? Locale = null) : IWorkflow<SignedInCustomer>;

public sealed record SignedInCustomer(Guid CustomerId, Guid UserId, string Name, string Email, bool IsNew);

internal sealed class VerifySignInCodeHandler(IStore store, IUnitOfWork unitOfWork, IUserDirectory users, IIdGenerator ids, TimeProvider time)
    : IRequestHandler<VerifySignInCode, Result<SignedInCustomer>>
{
    public async Task<Result<SignedInCustomer>> Handle(VerifySignInCode request, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email))
        {
            return AccountErrors.EmailInvalid;
        }

        // The wrong answer travels inside a success, so that the count of wrong tries is committed with it.
        var outcome = await unitOfWork.RunAsync<Result<SignedInCustomer>>(
            async ct => Result<Result<SignedInCustomer>>.Success(await TryAsync(email, request, ct)), cancellationToken);
        return outcome.IsSuccess ? outcome.Value : outcome.Error;
    }

    private async Task<Result<SignedInCustomer>> TryAsync(EmailAddress email, VerifySignInCode request, CancellationToken ct)
    {
        var known = await store.FirstOrDefaultAsync(
            store.Query<SignInChallenge>().Where(c => c.Email == email.Value).Select(c => new { c.Id }), ct);
        if (known is null || await store.FindLockedAsync<SignInChallenge>(known.Id, ct) is not { } challenge)
        {
            return AccountErrors.CodeExpired;
        }

        var digits = new string([.. request.Code.Where(char.IsAsciiDigit)]);
        if (challenge.Try(digits, time.GetUtcNow()) is { } refused)
        {
            return refused;
        }

        var userId = await users.FindOrCreateAsync(email.Value, ct);
        if (await store.FindAsync<Customer>(c => c.UserId == userId, ct) is { } customer)
        {
            if (customer.Locale is null)
            {
                customer.SpeakIn(request.Locale);
            }

            return new SignedInCustomer(customer.Id, userId, customer.Name, customer.Email, IsNew: false);
        }

        var created = Customer.Create(ids.NewId(), userId, email, request.Name, time.GetUtcNow());
        created.SpeakIn(request.Locale);
        store.Add(created);
        return new SignedInCustomer(created.Id, userId, created.Name, created.Email, IsNew: true);
    }
}
