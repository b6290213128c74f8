using EzSolutions.Application.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>Cancels an unpaid order, voids its invoice and frees its reservation. Errors: order_not_found, order_already_paid, order_already_cancelled.</summary>
[Access(Audience.Customer)]
public sealed record CancelOrder(string IdOrNumber) : ICommand<OrderView>;
