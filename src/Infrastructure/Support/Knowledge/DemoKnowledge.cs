using EzSolutions.Application.Common;
using EzSolutions.Application.Support.Knowledge;
using MediatR;

namespace EzSolutions.Infrastructure.Support.Knowledge;

/// <summary>The starter articles, published, in Development.</summary>
internal sealed class DemoKnowledge(IMediator mediator) : IDemoSeed
{
    public int Order => 40;

    public async Task SeedAsync(CancellationToken ct)
    {
        if ((await mediator.Send(new AddStarterArticles(), ct)).Error is { } error)
            throw new InvalidOperationException($"The starter articles could not be added: {error.Message}");
    }
}
