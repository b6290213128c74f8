using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The daily run (rules.md: 02:00 UTC): invoices what is due within the lead time.</summary>
[Access(Audience.System)]
public sealed record RunRenewals : IJobRequest;

/// <summary>The same run, now, by hand; what the daily one has done is not done again (O03).</summary>
[Access(Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record RunRenewalsNow : IWorkflow<RenewalReport>;

internal sealed class RunRenewalsHandler(RenewalRun run, IUnitOfWork unitOfWork, IJobQueue jobs) :
    IRequestHandler<RunRenewals, Result<Done>>,
    IRequestHandler<RunRenewalsNow, Result<RenewalReport>>
{
    public async Task<Result<Done>> Handle(RunRenewals request, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).Map(_ => Done.Value);

    public Task<Result<RenewalReport>> Handle(RunRenewalsNow request, CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>M12: the invoices stand; sending them is work of its own, which a sweeper repeats.</summary>
    private async Task<Result<RenewalReport>> RunAsync(CancellationToken ct)
    {
        var report = await run.RunAsync(ct);
        if (report is { IsSuccess: true, Value.Invoiced: > 0 })
        {
            await unitOfWork.RunAsync<Done>(
                async token =>
                {
                    await jobs.EnqueueAsync(new DeliverRenewals(), token);
                    return Done.Value;
                },
                ct);
        }

        return report;
    }
}
