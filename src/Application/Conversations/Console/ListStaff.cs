using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>Colleagues a conversation can be passed to, by name.</summary>
[Access(Audience.Staff)]
public sealed record ListStaff : IQuery<IReadOnlyList<StaffPresence>>;

/// <param name="Online">Has the console open: a live socket on some node.</param>
/// <param name="Available">Wants conversations from the queue.</param>
/// <param name="Skills">Topics they know best; empty is every topic.</param>
/// <param name="Capacity">Conversations they may have at a time by assignment.</param>
/// <param name="Load">Open conversations they own.</param>
public sealed record StaffPresence(Guid Id, string Name, bool Online, bool Available, IReadOnlyList<HandoffTopic> Skills, int Capacity, int Load);

internal sealed class ListStaffHandler(IStore store, TimeProvider time, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<ListStaff, Result<IReadOnlyList<StaffPresence>>>
{
    public async Task<Result<IReadOnlyList<StaffPresence>>> Handle(ListStaff request, CancellationToken cancellationToken)
    {
        var people = await store.ListAsync(
            store.Query<StaffMember>().Where(s => s.IsActive).OrderBy(s => s.Name).Select(s => new { s.Id, s.Name }), cancellationToken);
        var desks = (await store.ListAsync(store.Query<StaffDesk>(), cancellationToken)).ToDictionary(d => d.Id);
        var loads = await store.LoadsAsync(cancellationToken);
        var (now, grace) = (time.GetUtcNow(), options.CurrentValue.Handoff.PresenceGrace);
        return people.ConvertAll(person =>
        {
            var desk = desks.GetValueOrDefault(person.Id) ?? StaffDesk.Create(person.Id);
            return new StaffPresence(
                person.Id, person.Name, desk.IsOnline(now, grace), desk.IsAvailable, desk.Skills, desk.Capacity, loads.GetValueOrDefault(person.Id));
        });
    }
}
