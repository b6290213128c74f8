using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>What was bought, as it was sold: later changes of the catalogue do not reach it (M09).</summary>
/// <param name="Line">Position of the order's line: one service per line and unit.</param>
/// <param name="Unit">1 for the first of a line's quantity.</param>
/// <param name="Label">Its hostname; what people call it.</param>
/// <param name="RecurringPrice">For one cycle.</param>
public sealed record ServiceOrder(
    Guid CustomerId, Guid OrderId, string OrderNumber, int Line, int Unit, Guid? ConversationId, ProductType ProductType, string ProductCode,
    string ProductName, string Label, ServiceSpecs Specs, string? OperatingSystem, string? Region, string? SshKey, BillingCycle Cycle, Money RecurringPrice);

/// <param name="RamGb">Null where it does not apply, as all of them.</param>
public sealed record ServiceSpecs(int? RamGb, int? Vcpu, int? DiskGb);
