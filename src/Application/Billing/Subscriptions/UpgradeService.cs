using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <param name="InvoiceId">To be paid before the change is carried out; null when nothing is due.</param>
/// <param name="State">awaiting_payment, scheduled or applied.</param>
public sealed record UpgradeOrdered(Guid PlanChangeId, string State, Guid? InvoiceId, string? InvoiceNumber, Money Total, DateOnly On, SubscriptionView Subscription);

/// <summary>
/// Orders another plan at the quoted price: carried out after payment, at once when nothing is due, or when the next period starts (O08). Errors:
/// those of <see cref="QuoteUpgrade"/>, plan_change_underway, quote_changed, quote_expired.
/// </summary>
/// <param name="QuotedAt">From the quote; null prices it now.</param>
/// <param name="ExpectedContentHash">From the quote that was confirmed (C05).</param>
[Access(Audience.Customer | Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record UpgradeService(
    Guid ServiceId, string ProductCode, BillingCycle? Cycle = null, DateTimeOffset? QuotedAt = null, string? ExpectedContentHash = null)
    : ICommand<UpgradeOrdered>;

internal sealed class UpgradeServiceValidator : AbstractValidator<UpgradeService>
{
    public UpgradeServiceValidator()
    {
        RuleFor(r => r.ProductCode).NotEmpty().MaximumLength(50);
        RuleFor(r => r.Cycle).IsInEnum();
    }
}

internal sealed class UpgradeServiceHandler(
    IStore store, IIdGenerator ids, TimeProvider time, ICompanyCalendar calendar, SubscriptionLookup lookup, UpgradeQuotes quotes, PlanChanges changes,
    InvoiceBook invoices, SubscriptionViews views, IOptions<SubscriptionOptions> options, BillingMails mails) : IRequestHandler<UpgradeService, Result<UpgradeOrdered>>
{
    public async Task<Result<UpgradeOrdered>> Handle(UpgradeService request, CancellationToken cancellationToken)
    {
        var found = await lookup.LockAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        if (await changes.FindOpenAsync(service.Subscription.Id, cancellationToken) is not null)
            return SubscriptionErrors.ChangeUnderway;

        // O09: what is paid for has to be there when it is paid; the product's row stays locked from here.
        if (await store.FindProductLockedAsync(request.ProductCode, cancellationToken) is not { } product)
            return CatalogErrors.NotFound(request.ProductCode);
        var priced = await quotes.PriceAsync(service.Subscription, product, request.Cycle, request.QuotedAt, cancellationToken);
        if (priced.Error is { } refused)
            return refused;
        if (request.ExpectedContentHash is { } confirmed && confirmed != priced.Value.Quote.ContentHash)
            return SubscriptionErrors.QuoteChanged;
        if (product.Code != service.Subscription.ProductCode && product.Reserve(1).Error is { } soldOut)
            return soldOut;

        return await OrderAsync(service, priced.Value, cancellationToken);
    }

    private async Task<Result<UpgradeOrdered>> OrderAsync(BilledService service, PricedUpgrade priced, CancellationToken ct)
    {
        var (subscription, now, today) = (service.Subscription, time.GetUtcNow(), calendar.Today);
        Invoice? invoice = null;
        var on = priced.AtRenewal ? subscription.PeriodEnd : today;
        if (priced.Price is { } price)
        {
            // Paid in the period it is for, or not at all.
            on = today.AddDays(options.Value.UpgradePayment);
            on = on < subscription.PeriodEnd ? on : subscription.PeriodEnd.AddDays(-1);
            invoice = Invoice.Draft(ids.NewId(), subscription.CustomerId, price);
            await invoices.FinaliseAsync(invoice, calendar.EndOf(on), ct);
            await mails.InvoiceIssuedAsync(invoice, ct);
        }

        var change = PlanChange.Agree(
            ids.NewId(), subscription, priced.Plan, priced.Price is null ? PlanChangeState.Scheduled : PlanChangeState.AwaitingPayment, invoice?.Id, on, now);
        store.Add(change);
        var carried = await changes.AgreedAsync(service, change, priced.AtRenewal, ct);
        if (carried.Error is { } stuck)
            return stuck;
        var view = await views.ReadAsync(subscription, ct);
        return new UpgradeOrdered(
            change.Id, change.State.Word(), invoice?.Id, invoice?.Number, invoice?.Total ?? Money.Zero(subscription.Price.Currency), change.On, view);
    }
}
