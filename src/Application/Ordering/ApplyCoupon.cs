using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Ordering;

/// <summary>What a coupon would make of one of the customer's unpaid orders; changes nothing. Errors: those of <see cref="ApplyCoupon"/>.</summary>
[Access(Audience.Customer)]
public sealed record QuoteCoupon(string IdOrNumber, string Coupon) : IQuery<CouponQuote>;

/// <summary>
/// Uses a coupon on an order that is placed but not paid: its invoice is voided and a new one issued (M09), at the prices it was ordered at. Errors:
/// order_not_found, order_already_paid, order_already_cancelled, order_partly_paid, order_has_coupon, quote_changed, and those of coupons.
/// </summary>
/// <param name="ExpectedContentHash">From the quote that was confirmed (C05).</param>
[Access(Audience.Customer)]
public sealed record ApplyCoupon(string IdOrNumber, string Coupon, string? ExpectedContentHash = null) : ICommand<OrderPlaced>;

/// <param name="Before">What the order costs now, tax included.</param>
public sealed record CouponQuote(
    string OrderNumber, string Summary, IReadOnlyList<QuoteLine> Lines, IReadOnlyList<QuoteTax> Taxes, Money Before, Money Total, string ContentHash);

internal sealed class QuoteCouponValidator : AbstractValidator<QuoteCoupon>
{
    public QuoteCouponValidator() => RuleFor(r => r.Coupon).NotEmpty().MaximumLength(200);
}

internal sealed class ApplyCouponValidator : AbstractValidator<ApplyCoupon>
{
    public ApplyCouponValidator() => RuleFor(r => r.Coupon).NotEmpty().MaximumLength(200);
}

internal sealed class ApplyCouponHandler(
    IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, OrderRepricing repricing, CouponBook coupons, InvoiceBook invoices,
    Reservations reservations, IOptions<OrderingOptions> options) :
    IRequestHandler<QuoteCoupon, Result<CouponQuote>>,
    IRequestHandler<ApplyCoupon, Result<OrderPlaced>>
{
    public async Task<Result<CouponQuote>> Handle(QuoteCoupon request, CancellationToken cancellationToken)
    {
        var order = await store.FirstOrDefaultAsync(store.Query<Order>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken);
        if (order is null)
            return OrderingErrors.NotFound;
        var invoice = await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == order.InvoiceId), cancellationToken);
        var repriced = await repricing.PriceAsync(order, invoice, request.Coupon, redeem: false, cancellationToken);
        return repriced.Map(r => new CouponQuote(
            order.Number, order.Summary, [.. r.Price.Lines.Select(QuoteViews.Line)], QuoteViews.Taxes(r.Price), order.Total, r.Price.Total, r.ContentHash));
    }

    public async Task<Result<OrderPlaced>> Handle(ApplyCoupon request, CancellationToken cancellationToken)
    {
        var found = await store.FirstOrDefaultAsync(
            store.Query<Order>().VisibleTo(actors.Current).Named(request.IdOrNumber).Select(o => new { o.Id, o.InvoiceId }), cancellationToken);

        // The invoice before the order, as where a payment arrives.
        var invoice = found?.InvoiceId is { } invoiceId ? await store.FindLockedAsync<Invoice>(invoiceId, cancellationToken) : null;
        if (found is null || await store.FindLockedAsync<Order>(found.Id, cancellationToken) is not { } order)
            return OrderingErrors.NotFound;
        var repriced = await repricing.PriceAsync(order, invoice, request.Coupon, redeem: true, cancellationToken);
        if (repriced.Error is { } refused)
            return refused;
        if (request.ExpectedContentHash is { } confirmed && confirmed != repriced.Value.ContentHash)
            return OrderingErrors.QuoteChanged;
        return await RepriceAsync(order, invoice!, repriced.Value, cancellationToken);
    }

    private async Task<Result<OrderPlaced>> RepriceAsync(Order order, Invoice old, RepricedOrder repriced, CancellationToken ct)
    {
        var until = time.GetUtcNow() + options.Value.ReservationTime;
        var held = await reservations.HoldAsync(order.Id, until, ct);
        if (held.Error is { } soldOut)
            return soldOut;
        coupons.Redeem(repriced.Discounts, order.CustomerId, order.Id);
        await invoices.VoidAsync(old, ct);
        order.Reprice(repriced.Price, repriced.Discounts);
        if (order.Total.IsZero)
        {
            // M11: free now, and said to be.
            await reservations.ConsumeAsync(order.Id, ct);
            order.MarkPaid(time.GetUtcNow());
        }
        else
        {
            var invoice = Invoice.ForOrder(ids.NewId(), order.CustomerId, order.Id, order.Number, repriced.Price);
            await invoices.FinaliseAsync(invoice, old.DueAt!.Value, ct);
            order.Invoiced(invoice);
        }

        return new OrderPlaced(order.Id, order.Number, order.InvoiceId, order.InvoiceNumber, order.Total, until);
    }
}
