using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Tax;

/// <summary>Who sells, as invoices name them; empty parts until somebody has filled it in.</summary>
[Access(Audience.Staff)]
public sealed record GetSellerProfile : IQuery<SellerDetails>;

/// <summary>Sets who sells; invoices already issued keep what they say (M09). Errors: tax_id_invalid, region_unknown.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record SetSellerProfile(SellerDetails Details) : ICommand<SellerDetails>;

internal sealed class SetSellerProfileValidator : AbstractValidator<SetSellerProfile>
{
    public SetSellerProfileValidator()
    {
        RuleFor(r => r.Details.Name).NotEmpty().MaximumLength(200);
        RuleFor(r => r.Details.Street).NotNull().MaximumLength(200);
        RuleFor(r => r.Details.PostalCode).NotNull().MaximumLength(20);
        RuleFor(r => r.Details.City).NotNull().MaximumLength(100);
        RuleFor(r => r.Details.Region).MaximumLength(50);
        RuleFor(r => r.Details.Country).Must(c => Countries.Contains(c?.Trim().ToUpperInvariant())).WithMessage("Give the country by its two letters, e.g. DE.");
        RuleFor(r => r.Details.Email).NotEmpty().MaximumLength(254).Must(e => EmailAddress.TryParse(e, out _)).WithMessage("Not an e-mail address.");
        RuleFor(r => r.Details.Phone).MaximumLength(50);
        RuleFor(r => r.Details.Website).MaximumLength(200);
        RuleFor(r => r.Details.InvoiceNote).MaximumLength(1_000);
        RuleFor(r => r.Details.UpiId).MaximumLength(100).Matches("^[A-Za-z0-9._-]+@[A-Za-z0-9]+$").When(r => r.Details.UpiId is not null);
        RuleFor(r => r.Details.TaxIds).NotNull().Must(t => t is null || t.Count <= 40).WithMessage("At most 40 registrations.");
        RuleForEach(r => r.Details.TaxIds).ChildRules(t =>
        {
            t.RuleFor(x => x.Label).NotEmpty().MaximumLength(30);
            t.RuleFor(x => x.Country).Must(c => Countries.Contains(c?.Trim().ToUpperInvariant())).WithMessage("Give the country by its two letters, e.g. DE.");
        });
        RuleFor(r => r.Details.BankAccount!.Holder).NotEmpty().MaximumLength(100).When(r => r.Details.BankAccount is not null);
        RuleFor(r => r.Details.BankAccount!.Iban).NotEmpty().MaximumLength(40).Must(Iban.IsValid).WithMessage("That is not an IBAN; please check it for a typing mistake.").When(r => r.Details.BankAccount is not null);
        RuleFor(r => r.Details.BankAccount!.Bic).Matches("^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$").WithMessage("A BIC has 8 or 11 letters and digits.").When(r => r.Details.BankAccount is not null);
        RuleFor(r => r.Details.BankAccount!.Bank).MaximumLength(100).When(r => r.Details.BankAccount is not null);
    }
}

internal sealed class SellerProfilesHandler(IStore store, TimeProvider time) :
    IRequestHandler<GetSellerProfile, Result<SellerDetails>>,
    IRequestHandler<SetSellerProfile, Result<SellerDetails>>
{
    public async Task<Result<SellerDetails>> Handle(GetSellerProfile request, CancellationToken cancellationToken) =>
        (await store.FirstOrDefaultAsync(store.Query<SellerProfile>(), cancellationToken))?.Details ?? SellerDetails.Unknown;

    public async Task<Result<SellerDetails>> Handle(SetSellerProfile request, CancellationToken cancellationToken)
    {
        var exact = MakeExact(request.Details);
        if (exact.Error is { } refused)
            return refused;

        var now = time.GetUtcNow();
        if (await store.FindLockedAsync<SellerProfile>(SellerProfile.TheOne, cancellationToken) is { } known)
            known.Change(exact.Value, now);
        else
            store.Add(SellerProfile.Create(exact.Value, now));
        return exact.Value;
    }

    private static Result<SellerDetails> MakeExact(SellerDetails details)
    {
        var country = details.Country!.Trim().ToUpperInvariant();
        var region = string.IsNullOrWhiteSpace(details.Region) ? null : details.Region.Trim().ToUpperInvariant();
        if (country == "IN" && (region = IndianStates.Find(region)) is null)
            return TaxErrors.RegionUnknown;

        List<SellerTaxId> taxIds = [];
        foreach (var given in details.TaxIds)
        {
            var parsed = TaxIds.Parse(given.Number, given.Country);
            if (parsed.Error is { } invalid)
                return invalid;
            taxIds.Add(new SellerTaxId(parsed.Value.Country, given.Label.Trim(), parsed.Value.Number));
        }

        return details with { Country = country, Region = region, TaxIds = taxIds };
    }
}
