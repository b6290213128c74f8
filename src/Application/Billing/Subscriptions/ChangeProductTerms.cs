using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The lifecycle figures that hold for a product.</summary>
/// <param name="Override">What it does differently; null takes the installation's figure.</param>
/// <param name="Effective">What holds.</param>
public sealed record ProductTermsView(string ProductCode, TermsOverride Override, BillingTerms Effective);

/// <summary>Lifecycle figures of every product that differs, and the installation's under the code <c>*</c>.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListProductTerms : IQuery<IReadOnlyList<ProductTermsView>>;

/// <summary>Sets what a product does differently from now on; what is issued keeps its dates. Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record SetProductTerms(string ProductCode, TermsOverride Terms) : ICommand<ProductTermsView>;

/// <summary>The product follows the installation again. Errors: billing_terms_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record RemoveProductTerms(string ProductCode) : ICommand<Done>;

internal sealed class SetProductTermsValidator : AbstractValidator<SetProductTerms>
{
    public SetProductTermsValidator()
    {
        RuleFor(r => r.ProductCode).NotEmpty().MaximumLength(50);
        RuleFor(r => r.Terms).NotNull().ChildRules(terms =>
        {
            terms.RuleFor(t => t.RenewalLead).InclusiveBetween(0, 60);
            terms.RuleFor(t => t.SuspendAfter).InclusiveBetween(0, 365);
            terms.RuleFor(t => t.TerminateAfter).InclusiveBetween(1, 3_650);
            terms.RuleFor(t => t.Trial).InclusiveBetween(0, 365);
            terms.RuleFor(t => t.PriceNotice).InclusiveBetween(0, 365);
            terms.RuleFor(t => t.Reminders).Must(Ascending).WithMessage("Up to 10 days from -60 to 365, each later than the one before.");
            terms.RuleFor(t => t.Charges).Must(Ascending).WithMessage("Up to 10 days from -60 to 365, each later than the one before.");
        });
    }

    private static bool Ascending(IReadOnlyList<int>? days) =>
        days is null || (days.Count <= 10 && days.All(d => d is >= -60 and <= 365) && days.Zip(days.Skip(1)).All(pair => pair.First < pair.Second));
}

internal sealed class ChangeProductTermsHandler(IStore store, IIdGenerator ids, TermsBook terms) :
    IRequestHandler<ListProductTerms, Result<IReadOnlyList<ProductTermsView>>>,
    IRequestHandler<SetProductTerms, Result<ProductTermsView>>,
    IRequestHandler<RemoveProductTerms, Result<Done>>
{
    public async Task<Result<IReadOnlyList<ProductTermsView>>> Handle(ListProductTerms request, CancellationToken cancellationToken)
    {
        var products = await store.ListAsync(store.Query<ProductTerms>().OrderBy(t => t.ProductCode), cancellationToken);
        return Result<IReadOnlyList<ProductTermsView>>.Success(
            [new ProductTermsView("*", new TermsOverride(), terms.Default), .. products.Select(Show)]);
    }

    public async Task<Result<ProductTermsView>> Handle(SetProductTerms request, CancellationToken cancellationToken)
    {
        var code = request.ProductCode.Trim().ToLowerInvariant();
        if (!await store.AnyAsync(store.Query<Product>().Where(p => p.Code == code), cancellationToken))
            return CatalogErrors.NotFound(code);
        var known = await store.FindAsync<ProductTerms>(t => t.ProductCode == code, cancellationToken);
        if (known is null)
            store.Add(known = ProductTerms.Create(ids.NewId(), code, request.Terms));
        else
            known.Change(request.Terms);
        return Show(known);
    }

    public async Task<Result<Done>> Handle(RemoveProductTerms request, CancellationToken cancellationToken)
    {
        var code = request.ProductCode.Trim().ToLowerInvariant();
        if (await store.FindAsync<ProductTerms>(t => t.ProductCode == code, cancellationToken) is not { } known)
            return SubscriptionErrors.TermsNotFound;
        store.Remove(known);
        return Done.Value;
    }

    private ProductTermsView Show(ProductTerms product) => new(product.ProductCode, product.Terms, terms.Default.With(product.Terms));
}
