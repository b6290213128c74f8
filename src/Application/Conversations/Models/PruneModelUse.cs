using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Conversations.Models;

/// <summary>Forgets what was used of the model on days that no allowance counts any more.</summary>
[Access(Audience.System)]
public sealed record PruneModelUse : IJobRequest;

internal sealed class PruneModelUseHandler(IModelBudget budget) : IRequestHandler<PruneModelUse, Result<Done>>
{
    public async Task<Result<Done>> Handle(PruneModelUse request, CancellationToken cancellationToken)
    {
        await budget.ForgetAsync(cancellationToken);
        return Done.Value;
    }
}
