using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Common.Pipeline;

/// <summary>
/// The same promise for a workflow, which has no transaction of its own: the key is claimed before anything else, its response kept after. Where
/// a crash left no response the workflow goes on, which its own intent makes safe (P02); a failure gives the key back.
/// </summary>
internal sealed class WorkflowIdempotencyBehaviour<TRequest, TResponse>(
    IdempotencyContext context, IIdempotencyStore store, IActorContext actors, IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IKeyedWorkflow
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (context.KeyFor(request) is not { } key)
        {
            return await next();
        }

        var (scope, hash) = (IdempotencyRecord.Scope<TRequest>(actors), IdempotencyRecord.Hash(request));
        IdempotencyRecord? earlier = null;
        var claimed = await InTransactionAsync(async ct => earlier = await store.ClaimAsync(scope, key, hash, ct), cancellationToken);
        if (claimed.Error is { } busy)
        {
            return TResponse.Failure(busy);
        }

        if (earlier is { Response: not null } || earlier?.IsFor(hash) == false)
        {
            return earlier.Answer<TResponse>(hash);
        }

        var response = await next();
        await InTransactionAsync(
            ct => response.Error is null ? store.CompleteAsync(scope, key, IdempotencyRecord.Keep(response), ct) : store.ReleaseAsync(scope, key, ct),
            cancellationToken);
        return response;
    }

    private Task<Result<Done>> InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken ct) => unitOfWork.RunAsync<Done>(
        async token =>
        {
            await work(token);
            return Done.Value;
        },
        ct);
}
