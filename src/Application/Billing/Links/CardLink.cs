using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Links;

/// <summary>A link to the page where the signed-in customer saves a card; no gateway is called to make it, so a chat turn can show it.</summary>
[Access(Audience.Customer)]
public sealed record GetCardLink : IQuery<Uri>;

/// <summary>Opens the gateway's page for saving a card. Errors: link_invalid, payment_methods_not_offered, gateway_unavailable, gateway_refused.</summary>
[Access(Audience.Anyone)]
public sealed record OpenCardLink(string Token) : IWorkflow<CardPageOpened>;

internal sealed class GetCardLinkHandler(IActorContext actors, AccountLinks links) : IRequestHandler<GetCardLink, Result<Uri>>
{
    public Task<Result<Uri>> Handle(GetCardLink request, CancellationToken cancellationToken) =>
        Task.FromResult(Result<Uri>.Success(links.For(AccountLinks.Card, actors.CustomerId)));
}

internal sealed class OpenCardLinkHandler(AccountLinks links, GatewayCustomers customers, IPublicAddresses addresses)
    : IRequestHandler<OpenCardLink, Result<CardPageOpened>>
{
    public async Task<Result<CardPageOpened>> Handle(OpenCardLink request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(AccountLinks.Card, request.Token, out var customerId, out _))
            return AccountLinks.Invalid;
        var known = await customers.EnsureAsync(customerId, cancellationToken);
        if (known.Error is { } refused)
            return refused;
        var (gateway, customer) = known.Value;
        var opened = await gateway.OpenSetupPageAsync(customer, addresses.For("/cards/saved"), addresses.For("/cards/not-saved"), cancellationToken);
        return opened.Map(url => new CardPageOpened(url));
    }
}
