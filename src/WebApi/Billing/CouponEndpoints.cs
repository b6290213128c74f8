using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Coupons, for staff; customers name a code in a quote or an order.</summary>
internal static class CouponEndpoints
{
    public static RouteGroupBuilder MapCoupons(this RouteGroupBuilder api)
    {
        var coupons = api.MapGroup("/admin/coupons").WithTags("Coupons (staff)");
        coupons.MapGet("", List).WithName("ListCoupons").WithSummary("Every coupon, newest first");
        coupons.MapPost("", Create).WithName("CreateCoupon").WithSummary("Make a coupon: percent, fixed amount or free months");
        coupons.MapGet("/{code}", Get).WithName("GetCoupon").WithSummary("One coupon and how often it was used");
        coupons.MapPut("/{code}", Change).WithName("ChangeCoupon").WithSummary("Change what a coupon gives from now on; orders keep what they were given");
        coupons.MapPost("/{code}/end", End).WithName("EndCoupon").WithSummary("End a coupon");
        coupons.MapPost("/{code}/resume", Resume).WithName("ResumeCoupon").WithSummary("Let an ended coupon be used again");
        coupons.MapGet("/{code}/redemptions", Redemptions).WithName("ListCouponRedemptions").WithSummary("Who used a coupon, newest first");
        return api;
    }

    private static async Task<Results<Ok<Page<CouponView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListCoupons(new PageRequest(limit, after)), ct)).ToOk();

    private static async Task<Results<Created<CouponView>, ProblemHttpResult>> Create(CreateCoupon body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(made => $"/api/v1/admin/coupons/{made.Code}");

    private static async Task<Results<Ok<CouponView>, ProblemHttpResult>> Get(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCoupon(code), ct)).ToOk();

    private static async Task<Results<Ok<CouponView>, ProblemHttpResult>> Change(
        string code, CouponInput body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new ChangeCoupon(code, body), ct)).ToOk();

    private static async Task<Results<Ok<CouponView>, ProblemHttpResult>> End(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EndCoupon(code), ct)).ToOk();

    private static async Task<Results<Ok<CouponView>, ProblemHttpResult>> Resume(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EndCoupon(code, Ended: false), ct)).ToOk();

    private static async Task<Results<Ok<Page<CouponRedemptionView>>, ProblemHttpResult>> Redemptions(
        string code, IMediator mediator, CancellationToken ct, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListCouponRedemptions(code, new PageRequest(limit, after)), ct)).ToOk();
}
