using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>
/// Where the signed-in customer is billed, and in what currency; the whole is replaced. Invoices already issued keep what they say (M09).
/// Errors: tax_id_invalid, region_unknown, region_mismatch.
/// </summary>
[Access(Audience.Customer)]
public sealed record SetBillingDetails(BillingDetails Details) : ICommand<BillingDetailsView>;

/// <summary>The same, by staff for a customer. Errors: those, and customer_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing, StaffRole.Support])]
public sealed record SetCustomerBillingDetails(Guid CustomerId, BillingDetails Details) : ICommand<BillingDetailsView>;

/// <summary>Exempts a customer from tax for a reason that is printed on their invoices; null charges it again. Errors: customer_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ExemptFromTax(Guid CustomerId, string? Reason) : ICommand<BillingDetailsView>;

internal sealed class BillingDetailsValidator : AbstractValidator<BillingDetails>
{
    public BillingDetailsValidator()
    {
        RuleFor(d => d.Company).MaximumLength(200);
        RuleFor(d => d.Street).MaximumLength(200);
        RuleFor(d => d.PostalCode).MaximumLength(20);
        RuleFor(d => d.City).MaximumLength(100);
        RuleFor(d => d.Region).MaximumLength(50);
        RuleFor(d => d.Country).Must(c => string.IsNullOrWhiteSpace(c) || Countries.Contains(c.Trim().ToUpperInvariant()))
            .WithMessage("Please give the country by its two letters, e.g. DE or IN.");
        RuleFor(d => d.Country).NotEmpty().When(d => !string.IsNullOrWhiteSpace(d.TaxId)).WithMessage("A tax number needs the country that gave it.");
        RuleFor(d => d.TaxId).MaximumLength(40);
        RuleFor(d => d.Currency).Must(c => string.IsNullOrWhiteSpace(c) || Currency.TryParse(c.Trim(), out _)).WithMessage("We do not sell in that currency.");
    }
}

internal sealed class SetBillingDetailsValidator : AbstractValidator<SetBillingDetails>
{
    public SetBillingDetailsValidator() => RuleFor(r => r.Details).NotNull().SetValidator(new BillingDetailsValidator());
}

internal sealed class SetCustomerBillingDetailsValidator : AbstractValidator<SetCustomerBillingDetails>
{
    public SetCustomerBillingDetailsValidator() => RuleFor(r => r.Details).NotNull().SetValidator(new BillingDetailsValidator());
}

internal sealed class ExemptFromTaxValidator : AbstractValidator<ExemptFromTax>
{
    public ExemptFromTaxValidator() => RuleFor(r => r.Reason).MaximumLength(200).Must(r => r is null || r.Trim().Length > 0).WithMessage("Please say why.");
}

internal sealed class SetBillingDetailsHandler(IStore store, IActorContext actors) :
    IRequestHandler<SetBillingDetails, Result<BillingDetailsView>>,
    IRequestHandler<SetCustomerBillingDetails, Result<BillingDetailsView>>,
    IRequestHandler<ExemptFromTax, Result<BillingDetailsView>>
{
    public Task<Result<BillingDetailsView>> Handle(SetBillingDetails request, CancellationToken cancellationToken) =>
        SetAsync(actors.CustomerId, request.Details, cancellationToken);

    public Task<Result<BillingDetailsView>> Handle(SetCustomerBillingDetails request, CancellationToken cancellationToken) =>
        SetAsync(request.CustomerId, request.Details, cancellationToken);

    public async Task<Result<BillingDetailsView>> Handle(ExemptFromTax request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Customer>(request.CustomerId, cancellationToken) is not { } customer)
            return AccountErrors.CustomerNotFound;
        customer.ExemptFromTax(request.Reason?.Trim());
        return BillingDetailsView.From(customer);
    }

    private async Task<Result<BillingDetailsView>> SetAsync(Guid customerId, BillingDetails details, CancellationToken ct)
    {
        var exact = MakeExact(details);
        if (exact.Error is { } refused)
            return refused;
        if (await store.FindLockedAsync<Customer>(customerId, ct) is not { } customer)
            return AccountErrors.CustomerNotFound;
        customer.Bill(exact.Value);
        return BillingDetailsView.From(customer);
    }

    /// <summary>Blanks become nothing, words take their normal form, and what tax depends on has to fit together.</summary>
    private static Result<BillingDetails> MakeExact(BillingDetails details)
    {
        var country = Text(details.Country)?.ToUpperInvariant();
        var region = Text(details.Region);
        if (country == "IN" && region is not null && (region = IndianStates.Find(region)) is null)
            return TaxErrors.RegionUnknown;
        region = region?.ToUpperInvariant();

        string? taxId = null;
        if (Text(details.TaxId) is { } typed)
        {
            var parsed = TaxIds.Parse(typed, country!);
            if (parsed.Error is { } invalid)
                return invalid;
            if (parsed.Value.Region is { } named && region is not null && named != region)
                return TaxErrors.RegionMismatch;
            (taxId, region) = (parsed.Value.Number, parsed.Value.Region ?? region);
        }

        return new BillingDetails(
            Text(details.Company), Text(details.Street), Text(details.PostalCode), Text(details.City), region, country, taxId,
            Text(details.Currency)?.ToUpperInvariant());
    }

    private static string? Text(string? value)
    {
        var clean = new string([.. (value ?? "").Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? null : clean;
    }
}
