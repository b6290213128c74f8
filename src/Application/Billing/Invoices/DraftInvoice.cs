using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Staff write an invoice for what no order covers. It is nobody's business until it is finalised. Errors: customer_not_found, nothing_to_invoice.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record DraftInvoice(Guid CustomerId, string Currency, IReadOnlyList<DraftLine> Lines) : ICommand<DraftView>;

/// <param name="UnitPrice">In minor units, as in a price list: with tax where price lists have it.</param>
/// <param name="TaxClass">As a product's; null is the standard one.</param>
/// <param name="CommodityCode">HSN or SAC.</param>
public sealed record DraftLine(string Description, int Quantity, long UnitPrice, string? TaxClass = null, string? CommodityCode = null);

public sealed record DraftView(Guid Id, Guid CustomerId, IReadOnlyList<InvoiceLineView> Lines, Money Subtotal, Money Tax, Money Total);

internal sealed class DraftInvoiceValidator : AbstractValidator<DraftInvoice>
{
    public DraftInvoiceValidator()
    {
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("That is not a currency we trade in.");
        RuleFor(r => r.Lines).NotEmpty().WithMessage("An invoice has at least one line.").Must(l => l is null || l.Count <= 200).WithMessage("An invoice has at most 200 lines.");
        RuleFor(r => r.Lines).Must(l => l is null || l.Sum(line => (decimal)line.Quantity * line.UnitPrice) <= AmountLimits.Largest)
            .WithMessage("That is more than one invoice may be.");
        RuleForEach(r => r.Lines).ChildRules(line =>
        {
            line.RuleFor(l => l.Description).NotEmpty().MaximumLength(500);
            line.RuleFor(l => l.Quantity).InclusiveBetween(1, 100_000);
            line.RuleFor(l => l.UnitPrice).InclusiveBetween(0, AmountLimits.Largest).WithMessage("A price is zero or more; what is given back goes into a credit note.");
            line.RuleFor(l => l.TaxClass).MaximumLength(40);
            line.RuleFor(l => l.CommodityCode).MaximumLength(20);
        });
    }
}

internal sealed class DraftInvoiceHandler(IStore store, IActorContext actors, IIdGenerator ids, TaxEngine taxes) : IRequestHandler<DraftInvoice, Result<DraftView>>
{
    public async Task<Result<DraftView>> Handle(DraftInvoice request, CancellationToken cancellationToken)
    {
        var named = await store.NamedCustomerAsync(actors.Current, request.CustomerId, cancellationToken);
        if (named.Error is { } unknown)
            return unknown;

        var currency = Currency.Of(request.Currency);
        var lines = new List<PricedLine>();
        foreach (var line in request.Lines)
        {
            var treatment = await taxes.TreatmentAsync(named.Value, line.TaxClass ?? TaxClasses.Standard, cancellationToken);
            lines.Add(new PricedLine(line.Description.Trim(), line.Quantity, new Money(line.UnitPrice, currency)) { Tax = treatment, CommodityCode = line.CommodityCode });
        }

        var price = PriceCalculator.Calculate(lines, lines[0].Tax!);
        if (!price.Total.IsPositive)
            return BillingErrors.NothingToInvoice;
        var invoice = Invoice.Draft(ids.NewId(), named.Value, price);
        store.Add(invoice);
        return InvoiceViews.Draft(invoice);
    }
}
