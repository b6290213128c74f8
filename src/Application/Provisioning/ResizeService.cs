using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Makes the service what another product sells: processor and memory up or down, the disk only up. Its plan is changed in this transaction,
/// a job changes the machine, which restarts. Prices are not touched here (O08). Errors: service_not_found, service_not_active,
/// product_not_found, product_other_kind, disk_cannot_shrink.
/// </summary>
[Access(Audience.System | Audience.Staff, Roles = [StaffRole.Support, StaffRole.Billing])]
public sealed record ResizeService(Guid ServiceId, string ProductCode) : ICommand<Done>;

internal sealed class ResizeServiceValidator : AbstractValidator<ResizeService>
{
    public ResizeServiceValidator() => RuleFor(r => r.ProductCode).NotEmpty().MaximumLength(60);
}

internal sealed class ResizeServiceHandler(LifecycleQueue queue, IStore store) : IRequestHandler<ResizeService, Result<Done>>
{
    private static readonly Error NoProduct = Error.NotFound("product_not_found", "There is no such product.");

    private static readonly Error OtherKind = Error.Conflict(
        "product_other_kind", "A service can only change to a product of the same kind. Order the other one as a new service.");

    public async Task<Result<Done>> Handle(ResizeService request, CancellationToken cancellationToken)
    {
        var found = await queue.FindAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        var code = request.ProductCode.Trim().ToLowerInvariant();
        var product = await store.FirstOrDefaultAsync(
            store.Query<Product>().Where(p => p.Code == code).Select(p => new { p.Code, p.Name, p.Type, p.Specs.RamGb, p.Specs.Vcpu, p.Specs.DiskGb }),
            cancellationToken);
        if (product is null)
            return NoProduct;
        if (product.Type != service.ProductType)
            return OtherKind;
        // Asked for twice, it is done once.
        if (product.Code == service.ProductCode)
            return Result.Done;
        var before = service.ProductCode;
        var changed = service.ChangePlan(product.Code, product.Name, new ServiceSpecs(product.RamGb, product.Vcpu, product.DiskGb));
        if (changed.Error is { } error)
            return error;
        await queue.AddAsync(service, LifecycleKind.Resize, $"From {before} to {product.Code}.", cancellationToken);
        return Result.Done;
    }
}
