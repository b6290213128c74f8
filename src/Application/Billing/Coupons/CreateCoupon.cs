using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Coupons;

/// <summary>Makes a coupon that can be used at once. Errors: coupon_code_taken.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record CreateCoupon(string Code, CouponInput Terms) : ICommand<CouponView>;

internal sealed class CreateCouponValidator : AbstractValidator<CreateCoupon>
{
    public CreateCouponValidator()
    {
        RuleFor(r => r.Code).NotEmpty().Length(3, 40).Matches("^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$")
            .WithMessage("A code has letters and digits, and single hyphens between them, e.g. SPRING25.");
        RuleFor(r => r.Terms).NotNull().SetValidator(new CouponInputValidator());
    }
}

internal sealed class CreateCouponHandler(IStore store, IIdGenerator ids, TimeProvider time) : IRequestHandler<CreateCoupon, Result<CouponView>>
{
    public async Task<Result<CouponView>> Handle(CreateCoupon request, CancellationToken cancellationToken)
    {
        var coupon = Coupon.Create(ids.NewId(), request.Code, time.GetUtcNow());
        if (await store.AnyAsync(store.Query<Coupon>().Where(c => c.Code == coupon.Code), cancellationToken))
            return CouponErrors.CodeTaken(coupon.Code);

        var terms = request.Terms;
        var changed = coupon.Change(terms.Description, terms.ToRules(), terms.MaxRedemptions, terms.MaxPerCustomer);
        if (changed.Error is { } refused)
            return refused;
        store.Add(coupon);
        return CouponView.From(coupon);
    }
}
