using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>New tokens for a refresh token; the old ones stop working. Error: session_expired.</summary>
[Access(Audience.Anyone)]
public sealed record RenewSession(string RefreshToken) : IWorkflow<IssuedSession>
{
    /// <summary>Never shows the token in a log.</summary>
    public override string ToString() => nameof(RenewSession);
}

internal sealed class RenewSessionHandler(ISessions sessions, IUnitOfWork unitOfWork) : IRequestHandler<RenewSession, Result<IssuedSession>>
{
    public async Task<Result<IssuedSession>> Handle(RenewSession request, CancellationToken cancellationToken)
    {
        // A reused token revokes its session; that must be committed although the answer is a refusal.
        var outcome = await unitOfWork.RunAsync<Result<IssuedSession>>(
            async ct => Result<Result<IssuedSession>>.Success(await sessions.RenewAsync(request.RefreshToken, ct)), cancellationToken);
        return outcome.IsSuccess ? outcome.Value : outcome.Error;
    }
}
