using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The daily run (rules.md: 02:00 UTC): invoices what is due within the lead time.</summary>
[Access(Audience.System)]
public sealed record RunRenewals : IJobRequest;

/// <summary>The same run, now, by hand; what the daily one has done is not done again (O03).</summary>
[Access(Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record RunRenewalsNow : IWorkflow<RenewalReport>, IKeyedWorkflow;

internal sealed class RunRenewalsHandler(IServiceScopeFactory scopes, IUnitOfWork unitOfWork, IJobQueue jobs, IOptions<SubscriptionOptions> options) :
    IRequestHandler<RunRenewals, Result<Done>>,
    IRequestHandler<RunRenewalsNow, Result<RenewalReport>>
{
    public async Task<Result<Done>> Handle(RunRenewals request, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken)).Map(_ => Done.Value);

    public Task<Result<RenewalReport>> Handle(RunRenewalsNow request, CancellationToken cancellationToken) => RunAsync(cancellationToken);

    /// <summary>M12: the invoices stand; sending them is work of its own, which a sweeper repeats.</summary>
    private async Task<Result<RenewalReport>> RunAsync(CancellationToken ct)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, options.Value.Lanes).Select(_ => RunLaneAsync(ct)));
        var report = Array.Find(lanes, l => !l.IsSuccess) ?? lanes.Aggregate((sum, lane) => sum.Value.With(lane.Value));
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

    /// <summary>As if on a node of its own: lanes share the work by the locks that nodes share it by.</summary>
    private async Task<Result<RenewalReport>> RunLaneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RenewalRun>().RunAsync(ct);
    }
}
