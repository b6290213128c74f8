using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <param name="Affected">How many running services it was announced to.</param>
public sealed record PriceChangeView(
    Guid Id, string ProductCode, string Cycle, Money Price, DateOnly EffectiveOn, int Affected, string AnnouncedBy, DateTimeOffset AnnouncedAt)
{
    internal static PriceChangeView From(PriceChange change) => new(
        change.Id, change.ProductCode, change.Cycle.Word(), change.Price, change.EffectiveOn, change.Affected, change.AnnouncedBy, change.AnnouncedAt);
}

/// <summary>
/// Announces a new price to everybody who has the product with that cycle and currency; it holds for periods that start on the day or later, and
/// what is invoiced already keeps its price (M09). Errors: price_notice_too_short, price_change_affects_nobody.
/// </summary>
/// <param name="Price">For one cycle, in minor units.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record AnnouncePriceChange(string ProductCode, BillingCycle Cycle, string Currency, long Price, DateOnly EffectiveOn) : ICommand<PriceChangeView>;

/// <summary>What was announced, newest first.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListPriceChanges(PageRequest Page) : IQuery<Page<PriceChangeView>>;

internal sealed class AnnouncePriceChangeValidator : AbstractValidator<AnnouncePriceChange>
{
    public AnnouncePriceChangeValidator()
    {
        RuleFor(r => r.ProductCode).NotEmpty().MaximumLength(50);
        RuleFor(r => r.Cycle).IsInEnum();
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("Not a currency we trade in.");
        RuleFor(r => r.Price).InclusiveBetween(0, 1_000_000_000_000);
    }
}

internal sealed class AnnouncePriceChangeHandler(
    IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, ICompanyCalendar calendar, IRenewalBatches batches, IJobQueue jobs,
    TermsBook terms) :
    IRequestHandler<AnnouncePriceChange, Result<PriceChangeView>>,
    IRequestHandler<ListPriceChanges, Result<Page<PriceChangeView>>>
{
    public async Task<Result<PriceChangeView>> Handle(AnnouncePriceChange request, CancellationToken cancellationToken)
    {
        var code = request.ProductCode.Trim().ToLowerInvariant();
        var earliest = calendar.Today.AddDays((await terms.ForAsync(code, cancellationToken)).PriceNotice);
        if (request.EffectiveOn < earliest)
            return SubscriptionErrors.NoticeTooShort(earliest);

        var price = new Money(request.Price, Currency.Of(request.Currency.ToUpperInvariant()));
        var id = ids.NewId();
        var affected = await batches.AnnouncePriceAsync(code, request.Cycle, price, request.EffectiveOn, cancellationToken);
        if (affected == 0)
            return SubscriptionErrors.NobodyAffected(code);

        var change = PriceChange.Announce(
            id, code, request.Cycle, price, request.EffectiveOn, affected, actors.Current.Describe(), time.GetUtcNow());
        store.Add(change);
        await jobs.EnqueueAsync(new TellOfPriceChange(id, Guid.Empty), cancellationToken);
        return PriceChangeView.From(change);
    }

    public async Task<Result<Page<PriceChangeView>>> Handle(ListPriceChanges request, CancellationToken cancellationToken) =>
        await store.NewestFirstAsync(store.Query<PriceChange>(), request.Page, PriceChangeView.From, cancellationToken);
}
