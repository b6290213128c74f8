using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Integration.Tests.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Common;

/// <summary>P01, for the very first jobs of an installation.</summary>
public sealed class JobQueueTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task First_jobs_of_all_asked_for_at_once_are_all_taken()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(AskAsync)));

        asked.ShouldAllBe(error => error == null);
    }

    private Task<Error?> AskAsync() => world.InScopeAsync(async services =>
    {
        var jobs = services.GetRequiredService<IJobQueue>();
        var result = await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                await jobs.EnqueueAsync(new TendInbox(), ct);
                return Result.Done;
            },
            CancellationToken.None);
        return result.Error;
    });
}
