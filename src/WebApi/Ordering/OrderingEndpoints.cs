using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Ordering;

/// <summary>Quotes and orders.</summary>
internal static class OrderingEndpoints
{
    public static RouteGroupBuilder MapOrdering(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/quote", Quote).WithName("QuoteOrder").WithSummary("What an order would cost now, tax included");
        orders.MapPost("", Place).WithName("PlaceOrder").WithSummary("Place an order; send an Idempotency-Key to be safe against repeats");
        orders.MapGet("", List).WithName("ListOrders").WithSummary("Your orders, newest first");
        orders.MapGet("/{idOrNumber}", Get).WithName("GetOrder").WithSummary("One of your orders, by id or number");
        orders.MapPost("/{idOrNumber}/cancel", Cancel).WithName("CancelOrder").WithSummary("Cancel an unpaid order");
        orders.MapPost("/{idOrNumber}/coupon/quote", QuoteCoupon).WithName("QuoteCoupon").WithSummary("What a coupon would make of an unpaid order");
        orders.MapPost("/{idOrNumber}/coupon", Apply).WithName("ApplyCoupon").WithSummary("Use a coupon on an unpaid order: its invoice is replaced");
        return api;
    }

    private static async Task<Results<Ok<OrderQuote>, ProblemHttpResult>> Quote(OrderDraft body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new QuoteOrder(body), ct)).ToOk();

    private static async Task<Results<Created<OrderPlaced>, ProblemHttpResult>> Place(PlaceOrder body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(placed => $"/api/v1/orders/{placed.OrderId}");

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Guid? customerId = null) =>
        (await mediator.Send(new ListOrders(new PageRequest(limit, after), customerId), ct)).ToOk();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Get(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetOrder(idOrNumber), ct)).ToOk();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Cancel(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CancelOrder(idOrNumber), ct)).ToOk();

    private static async Task<Results<Ok<CouponQuote>, ProblemHttpResult>> QuoteCoupon(
        string idOrNumber, CouponBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new QuoteCoupon(idOrNumber, body.Coupon), ct)).ToOk();

    private static async Task<Results<Ok<OrderPlaced>, ProblemHttpResult>> Apply(string idOrNumber, CouponBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ApplyCoupon(idOrNumber, body.Coupon, body.ExpectedContentHash), ct)).ToOk();

    /// <param name="ExpectedContentHash">From the quote; a different result is refused with quote_changed.</param>
    internal sealed record CouponBody(string Coupon, string? ExpectedContentHash = null);
}
