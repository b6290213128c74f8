using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Sends renewal invoices that have not gone out yet; each once, however many runs there are.</summary>
[Access(Audience.System)]
public sealed record DeliverRenewals : IJobRequest;

internal sealed class DeliverRenewalsHandler(
    IRenewalBatches batches, IUnitOfWork unitOfWork, TimeProvider time, ICompanyCalendar calendar, TermsBook terms, SubscriptionMails mails)
    : IRequestHandler<DeliverRenewals, Result<Done>>
{
    private const int PerTransaction = 50;

    public async Task<Result<Done>> Handle(DeliverRenewals request, CancellationToken cancellationToken)
    {
        Result<int> sent;
        do
        {
            sent = await unitOfWork.RunAsync(SendAsync, cancellationToken);
        }
        while (sent is { IsSuccess: true, Value: > 0 });
        return sent.Map(_ => Done.Value);
    }

    private async Task<Result<int>> SendAsync(CancellationToken ct)
    {
        var undelivered = await batches.TakeUndeliveredAsync(PerTransaction, ct);
        foreach (var renewal in undelivered)
        {
            await mails.RenewalIssuedAsync(renewal, ct);

            // O05: only what went out can suspend a service.
            renewal.Delivered(calendar.Today, await terms.ForAsync(renewal.ProductCode, ct), time.GetUtcNow());
        }

        return undelivered.Count;
    }
}
