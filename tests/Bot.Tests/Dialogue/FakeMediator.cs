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

    public IReadOnlyList<T> SentOf<T>() => [.. Sent.OfType<T>()];

    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        Sent.Add(request);
        return Task.FromResult((TResponse)_answers[request.GetType()](request));
    }

    public Task<object> Send(object request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task Publish(object notification, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification => Task.CompletedTask;
}
