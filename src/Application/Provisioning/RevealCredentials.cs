using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>Whether the page behind a credentials link has something to show, without showing it. Errors as <see cref="RevealCredentials"/>.</summary>
/// <param name="Token">From the link; knowing it is the permission.</param>
[Access(Audience.Anyone)]
public sealed record PeekCredentials(Guid ServiceId, string Token) : IQuery<CredentialsOffer>;

/// <summary>
/// P07: shows the first password and erases it; there is no second time. Errors: credentials_already_shown, credentials_not_found.
/// A workflow, not a command: the answer of a command can be kept for its idempotency key, and this one must not be kept anywhere.
/// </summary>
/// <param name="Token">From the link; knowing it is the permission.</param>
[Access(Audience.Anyone)]
public sealed record RevealCredentials(Guid ServiceId, string Token) : IWorkflow<RevealedCredentials>
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"RevealCredentials {ServiceId}";
}

public sealed record CredentialsOffer(string Label);

public sealed record RevealedCredentials(string Label, string? Address, string UserName, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"RevealedCredentials {Label}";
}

internal sealed class PeekCredentialsHandler(IStore store, FirstLogin login) : IRequestHandler<PeekCredentials, Result<CredentialsOffer>>
{
    public async Task<Result<CredentialsOffer>> Handle(PeekCredentials request, CancellationToken cancellationToken)
    {
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == request.ServiceId), cancellationToken);
        if (service is null || service.State is not ServiceState.Active || !login.IsToken(service, request.Token))
            return ServiceErrors.CredentialsNotFound;
        return service.HasCredentials ? new CredentialsOffer(service.Label) : ServiceErrors.CredentialsGone;
    }
}

internal sealed class RevealCredentialsHandler(IUnitOfWork uow, IStore store, FirstLogin login, TimeProvider clock)
    : IRequestHandler<RevealCredentials, Result<RevealedCredentials>>
{
    public Task<Result<RevealedCredentials>> Handle(RevealCredentials request, CancellationToken cancellationToken) => uow.RunAsync<RevealedCredentials>(
        async token =>
        {
            // The row lock makes parallel calls take turns: the first one erases what the others come for.
            var service = await store.FindLockedAsync<Service>(request.ServiceId, token);
            if (service is null || service.State is not ServiceState.Active || !login.IsToken(service, request.Token))
                return ServiceErrors.CredentialsNotFound;
            var taken = service.TakePassword(clock.GetUtcNow());
            if (taken.Error is { } error)
                return error;
            return new RevealedCredentials(service.Label, service.Ipv4 ?? service.Ipv6, FirstLogin.UserName, login.Open(service.Id, taken.Value));
        },
        cancellationToken);
}
