using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <param name="Skills">Topics they know best; empty is every topic.</param>
/// <param name="Capacity">Conversations they may have at a time by assignment.</param>
/// <param name="Load">Open conversations they own now.</param>
public sealed record DeskView(Guid StaffId, bool Available, IReadOnlyList<HandoffTopic> Skills, int Capacity, int Load)
{
    internal static DeskView Of(StaffDesk desk, int load) => new(desk.Id, desk.IsAvailable, desk.Skills, desk.Capacity, load);
}

/// <summary>The acting member's own desk.</summary>
[Access(Audience.Staff)]
public sealed record GetDesk : IQuery<DeskView>;

/// <summary>Takes conversations from the queue from now on, or no longer: what was assigned and is not answered goes back to it.</summary>
[Access(Audience.Staff)]
public sealed record SwitchAvailability(bool Available) : ICommand<DeskView>;

/// <summary>What a colleague knows best and how many conversations they may have. Errors: staff_not_found, capacity_out_of_range.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Admin])]
public sealed record StaffTheDesk(Guid StaffId, IReadOnlyList<HandoffTopic> Skills, int Capacity) : ICommand<DeskView>;

internal sealed class DeskHandler(IStore store, IUnitOfWork unitOfWork, IHandoffDispatcher dispatcher, IActorContext actors, TimeProvider time) :
    IRequestHandler<GetDesk, Result<DeskView>>,
    IRequestHandler<SwitchAvailability, Result<DeskView>>,
    IRequestHandler<StaffTheDesk, Result<DeskView>>
{
    public async Task<Result<DeskView>> Handle(GetDesk request, CancellationToken cancellationToken)
    {
        var id = actors.Staff().Id;
        var desk = await store.FirstOrDefaultAsync(store.Query<StaffDesk>().Where(d => d.Id == id), cancellationToken) ?? StaffDesk.Create(id);
        return await ViewAsync(desk, cancellationToken);
    }

    public async Task<Result<DeskView>> Handle(SwitchAvailability request, CancellationToken cancellationToken)
    {
        var desk = await store.DeskAsync(actors.Staff().Id, cancellationToken);
        desk.Switch(request.Available);

        // Whoever throws the switch is there.
        desk.See(time.GetUtcNow());
        unitOfWork.AfterCommit(dispatcher.Wake);
        return await ViewAsync(desk, cancellationToken);
    }

    public async Task<Result<DeskView>> Handle(StaffTheDesk request, CancellationToken cancellationToken)
    {
        if (!await store.AnyAsync(store.Query<StaffMember>().Where(s => s.Id == request.StaffId && s.IsActive), cancellationToken))
            return ConversationErrors.StaffNotFound;
        var desk = await store.DeskAsync(request.StaffId, cancellationToken);
        var staffed = desk.Staff(request.Skills ?? [], request.Capacity);
        if (!staffed.IsSuccess)
            return staffed.Error;
        unitOfWork.AfterCommit(dispatcher.Wake);
        return await ViewAsync(desk, cancellationToken);
    }

    private async Task<DeskView> ViewAsync(StaffDesk desk, CancellationToken ct) =>
        DeskView.Of(desk, (await store.LoadsAsync(ct)).GetValueOrDefault(desk.Id));
}
