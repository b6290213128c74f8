using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>The customer's own services, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListServices(PageRequest Page, Guid? CustomerId = null) : IQuery<Page<ServiceView>>;

internal sealed class ListServicesValidator : AbstractValidator<ListServices>
{
    public ListServicesValidator() => RuleFor(r => r.Page).SetValidator(new KeysetPageValidator());
}

internal sealed class ListServicesHandler(IActorContext actor, IStore store, ServiceViews views)
    : IRequestHandler<ListServices, Result<Page<ServiceView>>>
{
    public async Task<Result<Page<ServiceView>>> Handle(ListServices request, CancellationToken cancellationToken)
    {
        var customer = actor.Current is Actor.Customer ? actor.CustomerId : request.CustomerId;
        var query = store.Query<Service>();
        if (customer is { } id)
            query = query.Where(s => s.CustomerId == id);
        if (request.Page.After is { } after)
        {
            var last = Guid.Parse(after);
            query = query.Where(s => s.Id.CompareTo(last) < 0);
        }

        var rows = await store.ListAsync(query.OrderByDescending(s => s.Id).Take(request.Page.Limit + 1), cancellationToken);
        var shown = await views.ShowAsync([.. rows.Take(request.Page.Limit)], cancellationToken);
        return new Page<ServiceView>(shown, rows.Count > request.Page.Limit ? shown[^1].Id.ToString() : null);
    }
}
