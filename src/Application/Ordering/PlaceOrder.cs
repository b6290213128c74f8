using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Ordering;

/// <summary>
/// Places an order for the signed-in customer: price snapshot, reservation (O09), order number, finalised invoice (M08, M09), order e-mail.
/// Errors: product_not_found, product_withdrawn, out_of_stock, price_missing, quote_changed, and those of coupons (<see cref="CouponErrors"/>).
/// </summary>
/// <param name="ExpectedContentHash">From the quote that was confirmed; a different price or content now is refused with quote_changed (C05).</param>
[Access(Audience.Customer)]
public sealed record PlaceOrder(OrderDraft Draft, string? ExpectedContentHash = null) : ICommand<OrderPlaced>;

internal sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder>
{
    public PlaceOrderValidator() => RuleFor(r => r.Draft).NotNull().SetValidator(new OrderDraftValidator());
}

internal sealed class PlaceOrderHandler(
    IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, INumberSeries numbers, BillToDirectory customers,
    OrderMail mail, OrderPricingSource source, CouponBook coupons, InvoiceBook invoices, IOptions<OrderingOptions> options)
    : IRequestHandler<PlaceOrder, Result<OrderPlaced>>
{
    public async Task<Result<OrderPlaced>> Handle(PlaceOrder request, CancellationToken cancellationToken)
    {
        // O09: the product's row stays locked from here, so the last unit is sold once.
        var product = await store.FindProductLockedAsync(request.Draft.ProductCode, cancellationToken);
        if (product is null)
            return CatalogErrors.NotFound(request.Draft.ProductCode);

        var customer = await customers.FindAsync(actors.CustomerId, cancellationToken);
        var priced = await source.PriceAsync(request.Draft, product, customer, redeem: true, cancellationToken);
        if (priced.Error is { } refused)
            return refused;
        if (request.ExpectedContentHash is { } confirmed && confirmed != priced.Value.ContentHash)
            return OrderingErrors.QuoteChanged;

        return await PlaceAsync(priced.Value, customer, cancellationToken);
    }

    private async Task<Result<OrderPlaced>> PlaceAsync(PricedOrder priced, BillTo? customer, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var reserved = priced.Product.Reserve(1);
        if (reserved.Error is { } soldOut)
            return soldOut;

        var order = Order.Place(
            ids.NewId(), await numbers.NextAsync("ORD", ct), actors.CustomerId, (actors.Current as Actor.Customer)?.ConversationId,
            priced.Summary, priced.Price, priced.Snapshot(HostnameFor(priced)), now);
        var reservation = StockReservation.Hold(ids.NewId(), order.Id, priced.Product.Id, 1, now + options.Value.ReservationTime);
        store.Add(order);
        store.Add(reservation);
        coupons.Redeem(priced.Terms.Discounts, order.CustomerId, order.Id);

        if (order.Total.IsZero)
        {
            // M11: free, and said to be: no invoice and no gateway.
            reservation.Consume();
            order.MarkPaid(now);
        }
        else
        {
            await InvoiceAsync(order, priced.Price, ct);
        }

        await mail.OrderPlacedAsync(order, customer, ct);
        return new OrderPlaced(order.Id, order.Number, order.InvoiceId, order.InvoiceNumber, order.Total, reservation.ExpiresAt);
    }

    private async Task InvoiceAsync(Order order, CalculatedPrice price, CancellationToken ct)
    {
        var invoice = Invoice.ForOrder(ids.NewId(), order.CustomerId, order.Id, order.Number, price);
        await invoices.FinaliseAsync(invoice, order.CreatedAt + options.Value.UnpaidOrderTime, ct);
        order.Invoiced(invoice);
    }

    private string? HostnameFor(PricedOrder priced) =>
        // The tail of an id is random; a version 7 id begins with the time.
        priced.Draft.Hostname ?? (priced.Product.Type == ProductType.Vps ? Hostname.Generate(priced.Product.Code, ids.NewId().ToString("N")[^12..]) : null);
}
