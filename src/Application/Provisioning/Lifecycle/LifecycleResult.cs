using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>A step of a lifecycle job; it looks before it acts and may be run again at any time (P02).</summary>
internal interface ILifecycleStep
{
    IReadOnlyList<LifecycleStepName> Names { get; }

    Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct);
}

/// <summary>What one go at a step came to; the runner records it and decides what is next.</summary>
internal abstract record LifecycleResult
{
    private LifecycleResult()
    {
    }

    /// <param name="Effect">What the step brought, recorded together with its end.</param>
    /// <param name="Note">For the log.</param>
    public sealed record Completed(Func<LifecycleJob, Service, CancellationToken, Task>? Effect = null, string? Note = null) : LifecycleResult;

    /// <summary>Under way; look again soon. Costs no try.</summary>
    public sealed record Wait(string For) : LifecycleResult;

    public sealed record Retry(string Reason) : LifecycleResult;

    public sealed record GiveUp(string Reason) : LifecycleResult;

    /// <summary>What the job was to bring about is not wanted any more.</summary>
    public sealed record NotWanted(string Why) : LifecycleResult;

    /// <summary>Staff have to do it; the job waits for their word.</summary>
    public sealed record AskStaff : LifecycleResult;

    /// <summary>Another worker has taken the job over: stop without a word.</summary>
    public sealed record LeaseLost : LifecycleResult;

    public static LifecycleResult From(ProvisionerFault fault) => fault switch
    {
        ProvisionerFault.NotReady notReady => new Wait(notReady.Reason),
        ProvisionerFault.Refused refused => new GiveUp(refused.Reason),
        _ => new Retry(fault.Reason),
    };
}
