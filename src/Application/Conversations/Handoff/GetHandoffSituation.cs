using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>Whether people answer now, and if not, when they do again.</summary>
[Access(Audience.Visitor | Audience.Customer | Audience.Staff)]
public sealed record GetHandoffSituation : IQuery<HandoffSituation>;

/// <param name="Open">Within opening hours, or somebody is there all the same.</param>
/// <param name="BackAt">In the company's own time; null while open, and when no opening is planned.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record HandoffSituation(bool Open, DateTimeOffset? BackAt, string TimeZone);

internal sealed class GetHandoffSituationHandler(IStore store, TimeProvider time, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<GetHandoffSituation, Result<HandoffSituation>>
{
    public async Task<Result<HandoffSituation>> Handle(GetHandoffSituation request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hours = await store.FirstOrDefaultAsync(store.Query<SupportHours>().Where(h => h.Id == SupportHours.TheId), cancellationToken) ?? SupportHours.Create();
        if (hours.IsOpen(now))
            return new HandoffSituation(true, null, hours.TimeZone);
        var since = now - options.CurrentValue.Handoff.PresenceGrace;
        var there = await store.AnyAsync(store.Query<StaffDesk>().Where(d => d.IsAvailable && d.SeenAt >= since), cancellationToken);
        return new HandoffSituation(there, there ? null : hours.NextOpening(now), hours.TimeZone);
    }
}
