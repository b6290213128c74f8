using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>Signs the given session out; the host passes the one the request came with.</summary>
[Access(Audience.Anyone)]
public sealed record EndSession(Guid SessionId) : ICommand<Done>;

internal sealed class EndSessionHandler(ISessions sessions) : IRequestHandler<EndSession, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndSession request, CancellationToken cancellationToken)
    {
        await sessions.RevokeAsync(request.SessionId, cancellationToken);
        return Done.Value;
    }
}
