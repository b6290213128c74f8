using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Ordering;

/// <summary>What an order would cost right now, tax included; reserves nothing.</summary>
[Access(Audience.Anyone)]
public sealed record QuoteOrder(OrderDraft Draft) : IQuery<OrderQuote>;

internal sealed class OrderDraftValidator : AbstractValidator<OrderDraft>
{
    public OrderDraftValidator()
    {
        RuleFor(d => d.ProductCode).NotEmpty().MaximumLength(50);
        RuleFor(d => d.Cycle).IsInEnum();
        RuleFor(d => d.Hostname).MaximumLength(253);
        RuleFor(d => d.OperatingSystem).MaximumLength(50);
        RuleFor(d => d.Region).MaximumLength(50);
        RuleFor(d => d.SshKey).MaximumLength(16_384);
        RuleFor(d => d.Coupon).MaximumLength(200);
        RuleFor(d => d.Currency).Must(c => c is null || Currency.TryParse(c, out _)).WithMessage("We do not sell in that currency.");
    }
}

internal sealed class QuoteOrderValidator : AbstractValidator<QuoteOrder>
{
    public QuoteOrderValidator() => RuleFor(r => r.Draft).NotNull().SetValidator(new OrderDraftValidator());
}

internal sealed class QuoteOrderHandler(IStore store, IActorContext actors, BillToDirectory customers, OrderPricingSource source)
    : IRequestHandler<QuoteOrder, Result<OrderQuote>>
{
    public async Task<Result<OrderQuote>> Handle(QuoteOrder request, CancellationToken cancellationToken)
    {
        var code = request.Draft.ProductCode.Trim().ToLowerInvariant();
        var product = await store.FirstOrDefaultAsync(store.Query<Product>().Where(p => p.Code == code), cancellationToken);
        if (product is null)
            return CatalogErrors.NotFound(code);

        var customer = actors.Current is Actor.Customer known ? await customers.FindAsync(known.CustomerId, cancellationToken) : null;
        return (await source.PriceAsync(request.Draft, product, customer, redeem: false, cancellationToken)).Map(priced => priced.ToQuote());
    }
}
