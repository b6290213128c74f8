using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>What one go at a step came to; the runner records it and decides what is next.</summary>
internal abstract record StepResult
{
    private StepResult()
    {
    }

    /// <param name="Effect">What the step brought, recorded together with its end.</param>
    public sealed record Completed(Action<ProvisioningJob, Service>? Effect = null) : StepResult;

    /// <summary>Completed, and the step has recorded it itself.</summary>
    public sealed record Recorded : StepResult;

    /// <summary>Under way; look again soon. Costs no try.</summary>
    public sealed record Wait(string For) : StepResult;

    public sealed record Retry(string Reason) : StepResult;

    /// <param name="StuckClone">Its copy was killed and left it locked: staff have to clear it.</param>
    public sealed record AnotherVmid(string Reason, bool StuckClone = false) : StepResult;

    public sealed record AnotherNode(string Reason) : StepResult;

    public sealed record GiveUp(string Reason) : StepResult;

    /// <summary>Another worker has taken the job over: stop without a word.</summary>
    public sealed record LeaseLost : StepResult;

    public static StepResult From(ProvisionerFault fault) => fault switch
    {
        ProvisionerFault.Taken taken => new Retry(taken.Reason),
        ProvisionerFault.NoRoom room => new AnotherNode(room.Reason),
        ProvisionerFault.NotReady notReady => new Wait(notReady.Reason),
        ProvisionerFault.Refused refused => new GiveUp(refused.Reason),
        ProvisionerFault.Unknown unknown => new Retry(unknown.Reason),
        _ => throw new InvalidOperationException($"Unknown fault {fault}."),
    };
}
