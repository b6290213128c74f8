using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>One step of making a machine. Running it again after a crash at any point does no harm: it looks first, then acts (P02).</summary>
internal interface IProvisioningStep
{
    ProvisioningStepName Name { get; }

    Task<StepResult> RunAsync(StepRun run, CancellationToken ct);
}
