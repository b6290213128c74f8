using System.Collections.Concurrent;
using System.Reflection;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Common.Pipeline;

/// <summary>Deny by default: a request runs only when the rule that stands beside it lets the scope's actor in.</summary>
internal sealed class AuthorisationBehaviour<TRequest, TResponse>(IActorContext actors) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refusal = AccessRules.For(request.GetType())?.Check(actors.Current) ?? NoRule(request);
        return refusal is null ? next() : Task.FromResult(TResponse.Failure(refusal));
    }

    private static Error? NoRule(TRequest request) => AccessRules.For(request.GetType()) is null ? CommonErrors.Forbidden : null;
}

/// <summary>The access rule of each request type, read once.</summary>
internal static class AccessRules
{
    private static readonly ConcurrentDictionary<Type, AccessAttribute?> Rules = new();

    public static AccessAttribute? For(Type request) => Rules.GetOrAdd(request, static type => type.GetCustomAttribute<AccessAttribute>());
}
