using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>When people answer. Without any hours: always.</summary>
/// <param name="TimeZone">IANA name, e.g. Europe/Berlin; hours and holidays are in its local time.</param>
/// <param name="OpenNow">By these hours alone.</param>
/// <param name="OpensAt">The next opening, while closed.</param>
public sealed record SupportHoursView(
    string TimeZone, IReadOnlyList<OpeningHours> Week, IReadOnlyList<Holiday> Holidays, bool OpenNow, DateTimeOffset? OpensAt)
{
    internal static SupportHoursView Of(SupportHours hours, DateTimeOffset now) =>
        new(hours.TimeZone, hours.Week, hours.Holidays, hours.IsOpen(now), hours.NextOpening(now));
}

[Access(Audience.Staff)]
public sealed record GetSupportHours : IQuery<SupportHoursView>;

/// <summary>Replaces hours and holidays. Errors: time_zone_unknown, hours_invalid, too_many_hours.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Admin])]
public sealed record SetSupportHours(string TimeZone, IReadOnlyList<OpeningHours> Week, IReadOnlyList<Holiday> Holidays) : ICommand<SupportHoursView>;

internal sealed class SetSupportHoursValidator : AbstractValidator<SetSupportHours>
{
    public SetSupportHoursValidator()
    {
        RuleFor(r => r.TimeZone).NotEmpty().MaximumLength(64);
        RuleFor(r => r.Week).NotNull();
        RuleFor(r => r.Holidays).NotNull();
        RuleForEach(r => r.Holidays).ChildRules(h => h.RuleFor(x => x.Name).NotNull().MaximumLength(80));
    }
}

internal sealed class SupportHoursHandler(IStore store, TimeProvider time) :
    IRequestHandler<GetSupportHours, Result<SupportHoursView>>,
    IRequestHandler<SetSupportHours, Result<SupportHoursView>>
{
    public async Task<Result<SupportHoursView>> Handle(GetSupportHours request, CancellationToken cancellationToken) =>
        SupportHoursView.Of(
            await store.FirstOrDefaultAsync(store.Query<SupportHours>().Where(h => h.Id == SupportHours.TheId), cancellationToken) ?? SupportHours.Create(), time.GetUtcNow());

    public async Task<Result<SupportHoursView>> Handle(SetSupportHours request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<SupportHours>(SupportHours.TheId, cancellationToken) is not { } hours)
        {
            hours = SupportHours.Create();
            store.Add(hours);
        }
        var set = hours.Set(request.TimeZone, request.Week, request.Holidays);
        return set.IsSuccess ? SupportHoursView.Of(hours, time.GetUtcNow()) : set.Error;
    }
}
