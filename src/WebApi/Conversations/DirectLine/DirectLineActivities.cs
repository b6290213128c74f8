using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Channels.DirectLine;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>What follows a watermark, as activities: the same entries by the same rules as every other reader gets (C03, C04).</summary>
internal sealed class DirectLineActivities(IServiceScopeFactory scopes, ActivityWriter writer, DirectLineLinks links)
{
    private const int PageSize = 100;

    /// <summary>In a scope of its own: a stream lives long, and keeps nothing between two reads.</summary>
    public async Task<Result<(ActivitySet Set, long Next)>> ReadAsync(DirectLineCaller caller, long after, CancellationToken ct)
    {
        var token = caller.Token;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.Visitor(token.ConversationId));
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var page = await mediator.Send(new ReadEntries(after, PageSize), ct);
        if (!page.IsSuccess)
            return page.Error;

        var reader = new ActivityReaderContext(token.ConversationId, token.UserId, caller.State.Locale, id => links.File(token, id), await PlacesAsync(mediator, page.Value, ct));
        var activities = page.Value.Entries.SelectMany(e => writer.Write(e, reader)).ToArray();
        return (new ActivitySet(activities, page.Value.Next.ToInvariant()), page.Value.Next);
    }

    private static async Task<IReadOnlyDictionary<Guid, long>> PlacesAsync(IMediator mediator, EntryPage page, CancellationToken ct)
    {
        var replaced = page.Entries.Select(e => e.Replaces).OfType<Guid>().Distinct().ToArray();
        if (replaced.Length == 0)
            return new Dictionary<Guid, long>();
        var places = await mediator.Send(new ReadPlaces(replaced), ct);
        return places.IsSuccess ? places.Value : new Dictionary<Guid, long>();
    }
}
