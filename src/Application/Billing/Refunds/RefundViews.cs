using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Refunds;

/// <param name="State">requested, approved, pending, succeeded, failed, rejected.</param>
/// <param name="Destination">origin, wallet.</param>
public sealed record RefundView(
    Guid Id, string InvoiceNumber, Guid CustomerId, string Provider, Money Amount, string Destination, string Reason, string State,
    string? FailureReason, DateTimeOffset RequestedAt, DateTimeOffset? DecidedAt, DateTimeOffset? EndedAt);

internal static class RefundViews
{
    public static RefundView From(Refund refund) => new(
        refund.Id, refund.InvoiceNumber, refund.CustomerId, refund.Provider, refund.Amount, refund.Destination.Word(), refund.Reason, refund.State.Word(),
        refund.FailureReason, refund.RequestedAt, refund.DecidedAt, refund.EndedAt);
}
