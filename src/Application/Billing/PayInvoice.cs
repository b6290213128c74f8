using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>Starts or resumes the payment of one of the customer's own invoices. Errors: invoice_not_found and those of <see cref="StartPayment"/>.</summary>
[Access(Audience.Customer)]
public sealed record PayInvoice(Guid InvoiceId) : IWorkflow<PaymentStarted>, IKeyedWorkflow;

internal sealed class PayInvoiceHandler(IStore store, IActorContext actors, PayLinks links, IMediator mediator) : IRequestHandler<PayInvoice, Result<PaymentStarted>>
{
    public async Task<Result<PaymentStarted>> Handle(PayInvoice request, CancellationToken cancellationToken)
    {
        var owned = await store.AnyAsync(
            store.Query<Invoice>().VisibleTo(actors.Current).Where(i => i.Id == request.InvoiceId), cancellationToken);
        return owned ? await mediator.Send(new StartPayment(links.TokenFor(request.InvoiceId)), cancellationToken) : BillingErrors.InvoiceNotFound;
    }
}
