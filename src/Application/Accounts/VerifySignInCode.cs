using EzSolutions.Application.Common;

namespace EzSolutions.Application.Accounts;

/// <summary>
/// Checks a one-time code and answers who that is; creates user and customer at the first time. The caller decides what the proof is for
/// (a REST session, or a conversation). Each wrong try counts and stays counted. Errors: code_wrong, code_expired, sign_in_locked.
/// </summary>
/// <param name="Name">Kept for a new account.</param>
[Access(Audience.Anyone)]
public sealed record VerifySignInCode(string Email, string Code, string? Name = null) : IWorkflow<SignedInCustomer>;

public sealed record SignedInCustomer(Guid CustomerId, Guid UserId, string Name, string Email, bool IsNew);
