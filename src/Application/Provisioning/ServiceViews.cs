using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning.Lifecycle;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>Reads services in the shape everybody is shown.</summary>
internal sealed class ServiceViews(IStore store, IActorContext actor, IPublicAddresses addresses, FirstLogin login, ICompanyCalendar calendar)
{
    public async Task<Result<ServiceView>> ReadAsync(Guid serviceId, CancellationToken ct)
    {
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == serviceId), ct);
        if (service is null || !service.IsVisibleTo(actor.Current))
            return ServiceErrors.NotFound;
        return (await ShowAsync([service], ct))[0];
    }

    public async Task<IReadOnlyList<ServiceView>> ShowAsync(IReadOnlyList<Service> services, CancellationToken ct)
    {
        var ids = services.Select(s => s.Id).ToList();
        var jobs = await store.ListAsync(store.Query<ProvisioningJob>().Where(j => ids.Contains(j.ServiceId)), ct);
        var busy = await store.ListAsync(
            store.Query<PowerJob>().Where(j => ids.Contains(j.ServiceId) && j.FinishedAt == null).Select(j => j.ServiceId), ct);
        var open = await store.ListAsync(
            store.Query<LifecycleJob>().Where(j => ids.Contains(j.ServiceId) && j.FinishedAt == null).OrderBy(j => j.Number), ct);
        return
        [
            .. services.Select(s => Show(
                s, jobs.FirstOrDefault(j => j.ServiceId == s.Id), busy.Contains(s.Id), open.FirstOrDefault(j => j.ServiceId == s.Id))),
        ];
    }

    private ServiceView Show(Service service, ProvisioningJob? job, bool powerInProgress, LifecycleJob? activity) => new(
        service.Id, service.Label, service.ProductName, Word(service.State), Word(service.Observed), service.Ipv4, service.Ipv6, service.Region,
        service.OperatingSystem, service.RamGb, service.Vcpu, service.DiskGb, service.NextDueAt, service.RecurringPrice,
        powerInProgress || activity is not null ? [] : [.. service.PossibleActions().Select(Word)],
        CredentialsUrl(service), job is null ? null : Progress(job),
        service.State is ServiceState.Suspended ? [.. service.Suspensions.Where(s => s.Holds).Select(s => s.Reason)] : null,
        activity is null ? null : ServiceActivity.Of(activity))
    {
        NextDueOn = calendar.DateOf(service.NextDueAt),
    };

    /// <summary>P07: only the customer is given the page, and the system that tells them.</summary>
    private Uri? CredentialsUrl(Service service) =>
        actor.Current is not Actor.Staff && service is { State: ServiceState.Active, HasCredentials: true }
        && login.RevealPath(service.Id, service.SealedRevealToken) is { } path
            ? addresses.For(path)
            : null;

    private static ProvisioningProgress Progress(ProvisioningJob job) => new(
        job.Percent,
        job.State switch
        {
            ProvisioningJobState.Running => "running",
            ProvisioningJobState.Retrying => "retrying",
            ProvisioningJobState.Done => "done",
            ProvisioningJobState.Compensating or ProvisioningJobState.Failed => "failed",
            _ => throw new InvalidOperationException($"Unknown state {job.State}."),
        },
        Steps(job));

    /// <summary>A job that is under way has a step under way, also in the moment before its next one is begun.</summary>
    private static ProgressStep[] Steps(ProvisioningJob job)
    {
        ProgressStep[] steps = [.. job.Steps.Select(s => new ProgressStep(s.Name.InPlainWords(), Word(s.State), s.Name.ToString()))];
        var next = Array.FindIndex(steps, s => s.State == Word(ProvisioningStepState.Pending));
        if (job.State == ProvisioningJobState.Running && next >= 0 && Array.TrueForAll(steps, s => s.State != Word(ProvisioningStepState.Active)))
        {
            steps[next] = steps[next] with { State = Word(ProvisioningStepState.Active) };
        }

        return steps;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

internal static class ServiceAccess
{
    /// <summary>Somebody else's service is the same as none.</summary>
    public static bool IsVisibleTo(this Service service, Actor actor) => actor switch
    {
        Actor.Customer customer => customer.CustomerId == service.CustomerId,
        Actor.Staff or Actor.System => true,
        _ => false,
    };
}
