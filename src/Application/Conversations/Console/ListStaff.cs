using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>Colleagues a conversation can be passed to, by name.</summary>
[Access(Audience.Staff)]
public sealed record ListStaff : IQuery<IReadOnlyList<StaffPresence>>;

/// <param name="Online">Has a session that was renewed or started within the working day and is not over.</param>
public sealed record StaffPresence(Guid Id, string Name, bool Online);

internal sealed class ListStaffHandler(IStore store, TimeProvider time) : IRequestHandler<ListStaff, Result<IReadOnlyList<StaffPresence>>>
{
    public async Task<Result<IReadOnlyList<StaffPresence>>> Handle(ListStaff request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.ListAsync(
            store.Query<StaffMember>()
                .Where(s => s.IsActive)
                .OrderBy(s => s.Name)
                .Select(s => new StaffPresence(
                    s.Id, s.Name, store.Query<Session>().Any(x => x.StaffId == s.Id && x.RevokedAt == null && x.ExpiresAt > now))),
            cancellationToken);
    }
}
