using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Coupons;

/// <summary>Changes what a coupon gives from now on; what was agreed with orders stays (M09). Errors: coupon_not_found, coupon_limit_below_use.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ChangeCoupon(string Code, CouponInput Terms) : ICommand<CouponView>;

/// <summary>Ends a coupon, or lets it be used again; orders that have it keep it. Errors: coupon_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record EndCoupon(string Code, bool Ended = true) : ICommand<CouponView>;

internal sealed class ChangeCouponValidator : AbstractValidator<ChangeCoupon>
{
    public ChangeCouponValidator() => RuleFor(r => r.Terms).NotNull().SetValidator(new CouponInputValidator());
}

internal sealed class ChangeCouponHandler(IStore store, TimeProvider time) :
    IRequestHandler<ChangeCoupon, Result<CouponView>>,
    IRequestHandler<EndCoupon, Result<CouponView>>
{
    public async Task<Result<CouponView>> Handle(ChangeCoupon request, CancellationToken cancellationToken)
    {
        if (await FindLockedAsync(request.Code, cancellationToken) is not { } coupon)
            return CouponErrors.NotFound;
        var terms = request.Terms;
        return coupon.Change(terms.Description, terms.ToRules(), terms.MaxRedemptions, terms.MaxPerCustomer).Map(_ => CouponView.From(coupon));
    }

    public async Task<Result<CouponView>> Handle(EndCoupon request, CancellationToken cancellationToken)
    {
        if (await FindLockedAsync(request.Code, cancellationToken) is not { } coupon)
            return CouponErrors.NotFound;
        if (request.Ended)
            coupon.End(time.GetUtcNow());
        else
            coupon.Resume();
        return CouponView.From(coupon);
    }

    private async Task<Coupon?> FindLockedAsync(string typed, CancellationToken ct)
    {
        var code = Coupon.Normal(typed);
        var id = await store.FirstOrDefaultAsync(store.Query<Coupon>().Where(c => c.Code == code).Select(c => (Guid?)c.Id), ct);
        return id is null ? null : await store.FindLockedAsync<Coupon>(id.Value, ct);
    }
}
