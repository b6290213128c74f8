using System.Collections.Concurrent;
using EzSolutions.Application.Common;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>Keeps jobs for the test to run, in order and without their delays.</summary>
internal sealed class JobsToRun : IJobQueue
{
    private readonly ConcurrentQueue<IJobRequest> _asked = new();

    public Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null)
    {
        _asked.Enqueue(request);
        return Task.CompletedTask;
    }

    public IJobRequest? Take() => _asked.TryDequeue(out var job) ? job : null;

    public void Clear() => _asked.Clear();
}
