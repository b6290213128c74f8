using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>
/// "What would it cost to upgrade today?" Changes nothing. Errors: subscription_not_found, subscription_ended, subscription_suspended,
/// subscription_cancelled, same_plan, plan_of_other_kind, plan_disk_too_small, period_over, product_not_found, product_withdrawn, out_of_stock, price_missing.
/// </summary>
/// <param name="Cycle">Null keeps the present one.</param>
[Access(Audience.Customer | Audience.Staff)]
public sealed record QuoteUpgrade(Guid ServiceId, string ProductCode, BillingCycle? Cycle = null) : IQuery<UpgradeQuote>;

internal sealed class QuoteUpgradeValidator : AbstractValidator<QuoteUpgrade>
{
    public QuoteUpgradeValidator()
    {
        RuleFor(r => r.ProductCode).NotEmpty().MaximumLength(50);
        RuleFor(r => r.Cycle).IsInEnum();
    }
}

internal sealed class QuoteUpgradeHandler(IStore store, SubscriptionLookup lookup, UpgradeQuotes quotes) : IRequestHandler<QuoteUpgrade, Result<UpgradeQuote>>
{
    public async Task<Result<UpgradeQuote>> Handle(QuoteUpgrade request, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(request.ServiceId, cancellationToken) is not { } subscription)
            return SubscriptionErrors.NotFound;
        var code = request.ProductCode.Trim().ToLowerInvariant();
        var product = await store.FirstOrDefaultAsync(store.Query<Product>().Where(p => p.Code == code), cancellationToken);
        if (product is null)
            return CatalogErrors.NotFound(code);
        return (await quotes.PriceAsync(subscription, product, request.Cycle, quotedAt: null, cancellationToken)).Map(priced => priced.Quote);
    }
}
