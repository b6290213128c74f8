using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Disputes;

/// <summary>Disputed payments, newest first.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListDisputes(PageRequest Page, DisputeState? State = null) : IQuery<Page<DisputeView>>;

/// <param name="State">inquiry, needs_response, under_review, won, lost, closed.</param>
public sealed record DisputeView(
    Guid Id, string Provider, string ExternalId, Guid? InvoiceId, Guid CustomerId, Money Amount, string Reason, string State,
    DateTimeOffset? RespondBy, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

internal sealed class ListDisputesHandler(IStore store) : IRequestHandler<ListDisputes, Result<Page<DisputeView>>>
{
    public async Task<Result<Page<DisputeView>>> Handle(ListDisputes request, CancellationToken cancellationToken)
    {
        var disputes = store.Query<Dispute>();
        if (request.State is { } state)
            disputes = disputes.Where(d => d.State == state);
        return await store.NewestFirstAsync(disputes, request.Page, View, cancellationToken);
    }

    private static DisputeView View(Dispute d) => new(
        d.Id, d.Provider, d.ExternalId, d.InvoiceId, d.CustomerId, d.Amount, d.Reason, d.State.Word(), d.RespondBy, d.OpenedAt, d.ClosedAt);
}
