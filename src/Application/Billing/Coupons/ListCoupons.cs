using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Coupons;

/// <summary>Every coupon, newest first, ended ones too.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListCoupons(PageRequest Page) : IQuery<Page<CouponView>>;

/// <summary>One coupon. Errors: coupon_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record GetCoupon(string Code) : IQuery<CouponView>;

/// <summary>Who has used a coupon, newest first. Errors: coupon_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListCouponRedemptions(string Code, PageRequest Page) : IQuery<Page<CouponRedemptionView>>;

/// <param name="ReleasedAt">When its order was cancelled unpaid, and the use given back.</param>
public sealed record CouponRedemptionView(Guid Id, Guid CustomerId, Guid OrderId, DateTimeOffset RedeemedAt, DateTimeOffset? ReleasedAt);

internal sealed class ListCouponsHandler(IStore store) :
    IRequestHandler<ListCoupons, Result<Page<CouponView>>>,
    IRequestHandler<GetCoupon, Result<CouponView>>,
    IRequestHandler<ListCouponRedemptions, Result<Page<CouponRedemptionView>>>
{
    public async Task<Result<Page<CouponView>>> Handle(ListCoupons request, CancellationToken cancellationToken) =>
        await store.NewestFirstAsync(store.Query<Coupon>(), request.Page, CouponView.From, cancellationToken);

    public async Task<Result<CouponView>> Handle(GetCoupon request, CancellationToken cancellationToken) =>
        await FindAsync(request.Code, cancellationToken) is { } coupon ? CouponView.From(coupon) : CouponErrors.NotFound;

    public async Task<Result<Page<CouponRedemptionView>>> Handle(ListCouponRedemptions request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Code, cancellationToken) is not { } coupon)
            return CouponErrors.NotFound;
        return await store.NewestFirstAsync(
            store.Query<CouponRedemption>().Where(r => r.CouponId == coupon.Id), request.Page,
            r => new CouponRedemptionView(r.Id, r.CustomerId, r.OrderId, r.RedeemedAt, r.ReleasedAt), cancellationToken);
    }

    private Task<Coupon?> FindAsync(string typed, CancellationToken ct)
    {
        var code = Coupon.Normal(typed);
        return store.FirstOrDefaultAsync(store.Query<Coupon>().Where(c => c.Code == code), ct);
    }
}
