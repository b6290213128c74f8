using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Common.Pipeline;

/// <summary>One command = one unit of work. Turns the typed result the unit of work hands back into the pipeline's response.</summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TResponse>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommandMarker
    where TResponse : class, IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        TResponse? response = null;
        var outcome = await unitOfWork.RunAsync<Done>(
            async _ =>
            {
                response = await next();
                return response.Error is { } refused ? refused : Done.Value;
            },
            cancellationToken);
        return outcome.Error is { } error ? TResponse.Failure(error) : response!;
    }
}
