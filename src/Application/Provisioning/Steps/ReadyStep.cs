using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

internal sealed class ReadyStep : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.Ready;

    public Task<StepResult> RunAsync(StepRun run, CancellationToken ct) =>
        Task.FromResult<StepResult>(new StepResult.Completed((_, service) => service.Activate(run.Now)));
}
