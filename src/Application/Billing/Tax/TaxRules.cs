using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Tax;

/// <summary>The tax table, by country, region, class and first day; ended rules too.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListTaxRules(string? Country = null) : IQuery<IReadOnlyList<TaxRuleView>>;

/// <summary>
/// Adds a rule, or from its first day on replaces the one for the same place and class. What was invoiced stays as it was (M09).
/// Errors: tax_rule_exists, tax_rule_in_the_past.
/// </summary>
/// <param name="Country">ISO 3166-1 alpha-2; null is for every country without a rule of its own.</param>
/// <param name="Components">Where the place has several taxes at once; the rate is then their sum.</param>
/// <param name="ValidFrom">Null has always held; only where there is no earlier rule to replace.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record CreateTaxRule(
    string Label, decimal RatePercent, string? Country = null, string? Region = null, string? ProductClass = null, TaxScheme Scheme = TaxScheme.Plain,
    IReadOnlyList<TaxComponent>? Components = null, bool PricesIncludeTax = false, DateOnly? ValidFrom = null) : ICommand<TaxRuleView>;

/// <summary>Ends a rule, today or on a later day. Errors: tax_rule_not_found, tax_rule_in_the_past.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record EndTaxRule(Guid Id, DateOnly? From = null) : ICommand<TaxRuleView>;

/// <param name="ValidUntil">The first day it no longer holds.</param>
public sealed record TaxRuleView(
    Guid Id, string? Country, string? Region, string? ProductClass, TaxScheme Scheme, string Label, decimal RatePercent,
    IReadOnlyList<TaxComponent> Components, bool PricesIncludeTax, DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    internal static TaxRuleView From(TaxRule rule) => new(
        rule.Id, rule.Country, rule.Region, rule.ProductClass, rule.Scheme, rule.Label, rule.RatePercent, rule.Components, rule.PricesIncludeTax,
        rule.ValidFrom, rule.ValidUntil);
}

internal sealed class CreateTaxRuleValidator : AbstractValidator<CreateTaxRule>
{
    public CreateTaxRuleValidator()
    {
        RuleFor(r => r.Label).NotEmpty().MaximumLength(100);
        RuleFor(r => r.RatePercent).InclusiveBetween(0, 100).PrecisionScale(7, 4, ignoreTrailingZeros: true);
        RuleFor(r => r.Country).Must(c => c is null || Countries.Contains(c.Trim().ToUpperInvariant())).WithMessage("Give the country by its two letters, e.g. DE.");
        RuleFor(r => r.Region).MaximumLength(50);
        RuleFor(r => r.Region).Null().When(r => r.Country is null).WithMessage("A region needs its country.");
        RuleFor(r => r.ProductClass).MaximumLength(40).Matches("^[a-z0-9]+([-_][a-z0-9]+)*$").When(r => r.ProductClass is not null);
        RuleFor(r => r.Scheme).IsInEnum();
        RuleFor(r => r.Scheme).Must((r, scheme) => scheme != TaxScheme.EuVat || EuMembers.Contains(r.Country?.Trim().ToUpperInvariant()))
            .WithMessage("EU VAT is for a member state.");
        RuleFor(r => r.Scheme).Must((r, scheme) => scheme != TaxScheme.IndianGst || r.Country?.Trim().ToUpperInvariant() == "IN")
            .WithMessage("Indian GST is for IN.");
        RuleFor(r => r.Components).Must(c => c is null || (c.Count <= 5 && c.Sum(x => x.RatePercent) <= 100)).WithMessage("At most five taxes, at most 100 % together.");
        RuleFor(r => r.Components).Empty().When(r => r.Scheme != TaxScheme.Plain).WithMessage("The scheme makes the components itself.");
        RuleForEach(r => r.Components).ChildRules(c =>
        {
            c.RuleFor(x => x.Label).NotEmpty().MaximumLength(60);
            c.RuleFor(x => x.RatePercent).InclusiveBetween(0, 100).PrecisionScale(7, 4, ignoreTrailingZeros: true);
        });
    }
}

internal sealed class TaxRulesHandler(IStore store, IIdGenerator ids, ICompanyCalendar calendar) :
    IRequestHandler<ListTaxRules, Result<IReadOnlyList<TaxRuleView>>>,
    IRequestHandler<CreateTaxRule, Result<TaxRuleView>>,
    IRequestHandler<EndTaxRule, Result<TaxRuleView>>
{
    public async Task<Result<IReadOnlyList<TaxRuleView>>> Handle(ListTaxRules request, CancellationToken cancellationToken)
    {
        var country = request.Country?.Trim().ToUpperInvariant();
        var rules = await store.ListAsync(store.Query<TaxRule>().Where(r => country == null || r.Country == country), cancellationToken);
        return rules.OrderBy(r => r.Country, StringComparer.Ordinal).ThenBy(r => r.Region, StringComparer.Ordinal)
            .ThenBy(r => r.ProductClass, StringComparer.Ordinal).ThenBy(r => r.ValidFrom).Select(TaxRuleView.From).ToList();
    }

    public async Task<Result<TaxRuleView>> Handle(CreateTaxRule request, CancellationToken cancellationToken)
    {
        var rule = TaxRule.Create(ids.NewId(), new TaxRuleTerms(
            request.Country, Region(request), request.ProductClass, request.Scheme, request.Label, request.RatePercent, request.Components ?? [],
            request.PricesIncludeTax, request.ValidFrom));
        var same = await store.ListAsync(
            store.Query<TaxRule>().Where(r => r.Country == rule.Country && r.Region == rule.Region && r.ProductClass == rule.ProductClass), cancellationToken);
        if (same.Exists(r => r.ValidFrom == rule.ValidFrom))
            return TaxErrors.RuleExists;
        if (same.Count > 0 && (rule.ValidFrom is null || rule.ValidFrom < calendar.Today))
            return TaxErrors.RuleInThePast;
        store.Add(rule);
        return TaxRuleView.From(rule);
    }

    public async Task<Result<TaxRuleView>> Handle(EndTaxRule request, CancellationToken cancellationToken)
    {
        var from = request.From ?? calendar.Today;
        if (from < calendar.Today)
            return TaxErrors.RuleInThePast;
        if (await store.FindLockedAsync<TaxRule>(request.Id, cancellationToken) is not { } rule)
            return TaxErrors.RuleNotFound;
        rule.End(from);
        return TaxRuleView.From(rule);
    }

    private static string? Region(CreateTaxRule request) =>
        request.Country?.Trim().ToUpperInvariant() == "IN" ? IndianStates.Find(request.Region) ?? request.Region : request.Region;
}
