using EzSolutions.Application.Common;

namespace EzSolutions.Application.Tests.Provisioning;

/// <summary>What is left for later is never taken up: these tests look at single steps.</summary>
internal sealed class NoJobs : IJobQueue
{
    public Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null) => Task.CompletedTask;
}
