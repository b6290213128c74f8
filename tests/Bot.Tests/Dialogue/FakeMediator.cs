using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>Answers requests from a table, and remembers what was sent.</summary>
internal sealed class FakeMediator : IMediator
{
    private readonly Dictionary<Type, Func<object, object>> _answers = [];

    public List<object> Sent { get; } = [];

    public FakeMediator On<TRequest, TResponse>(Func<TRequest, TResponse> answer)
        where TRequest : IRequest<TResponse>
        where TResponse : notnull
    {
        _answers[typeof(TRequest)] = request => answer((TRequest)request);
        return this;
    }

    /// <summary>What is answered to requests that are not in the table; without it they are a mistake of the test.</summary>
    public Func<object, Error>? Otherwise { get; set; }

    public IReadOnlyList<T> SentOf<T>() => [.. Sent.OfType<T>()];

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        Sent.Add(request);
        if (Otherwise is { } otherwise && !_answers.ContainsKey(request.GetType()))
        {
            return Task.FromResult((TResponse)typeof(TResponse).GetMethod("op_Implicit", [typeof(Error)])!.Invoke(null, [otherwise(request)])!);
        }

        return Task.FromResult((TResponse)_answers[request.GetType()](request));
    }

    Task IMediator.Publish<TNotification>(TNotification notification, CancellationToken cancellationToken) => Task.CompletedTask;
}
