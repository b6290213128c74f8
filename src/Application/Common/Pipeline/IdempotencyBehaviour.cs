using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Common.Pipeline;

/// <summary>
/// Key, request hash and response are stored in the same transaction as the effect (design.md §3). Same key and body: the stored response.
/// Same key, other body: 409. Two at once: the second waits for the first one's row, then answers what it stored.
/// </summary>
internal sealed class IdempotencyBehaviour<TRequest, TResponse>(IdempotencyContext context, IIdempotencyStore store, IActorContext actors)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommandMarker
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (context.KeyFor(request) is not { } key)
        {
            return await next();
        }

        var (scope, hash) = (IdempotencyRecord.Scope<TRequest>(actors), IdempotencyRecord.Hash(request));
        var earlier = await store.ClaimAsync(scope, key, hash, cancellationToken);
        if (earlier is not null)
        {
            return earlier.Answer<TResponse>(hash);
        }

        var response = await next();
        if (response.Error is null)
        {
            await store.CompleteAsync(scope, key, IdempotencyRecord.Keep(response), cancellationToken);
        }

        // A failure rolls the claim back with everything else: the same key may be tried again.
        return response;
    }
}

/// <summary>The key that came with the running request; it belongs to the first command of its scope, not to those nested in it.</summary>
public sealed class IdempotencyContext
{
    private string? _key;
    private object? _owner;

    public void Set(string key) => _key = key;

    /// <summary>Asked again for the same request (a retried unit of work), the answer is the same.</summary>
    internal string? KeyFor(object request)
    {
        _owner ??= request;
        return ReferenceEquals(_owner, request) ? _key : null;
    }
}

/// <summary>Where idempotency records live; part of the current transaction.</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims the key, or returns what an earlier request with it stored; waits while another transaction holds it.</summary>
    Task<IdempotencyRecord?> ClaimAsync(string scope, string key, byte[] requestHash, CancellationToken ct);

    Task CompleteAsync(string scope, string key, string response, CancellationToken ct);

    /// <summary>Gives back a key that was claimed and has no response.</summary>
    Task ReleaseAsync(string scope, string key, CancellationToken ct);
}

/// <param name="Response">Null while there is none: a workflow that is under way or was broken off.</param>
public sealed record IdempotencyRecord(byte[] RequestHash, string? Response)
{
    internal static string Scope<TRequest>(IActorContext actors) => $"{actors.Current.Describe()}|{typeof(TRequest).Name}";

    internal static byte[] Hash<TRequest>(TRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, DomainJson.Options));

    internal static string Keep<TResponse>(TResponse response)
        where TResponse : IResult<TResponse> => JsonSerializer.Serialize(response.Stored, TResponse.ValueType, DomainJson.Options);

    /// <summary>What was answered, or that the key belongs to another request.</summary>
    internal TResponse Answer<TResponse>(byte[] hash)
        where TResponse : IResult<TResponse> =>
        IsFor(hash)
            ? TResponse.Restore(JsonSerializer.Deserialize(Response ?? "null", TResponse.ValueType, DomainJson.Options)!)
            : TResponse.Failure(CommonErrors.IdempotencyKeyReused);

    internal bool IsFor(byte[] hash) => RequestHash.AsSpan().SequenceEqual(hash);
}
