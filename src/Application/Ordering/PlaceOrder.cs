using EzSolutions.Application.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>
/// Places an order for the signed-in customer: price snapshot, reservation (O09), order number, finalised invoice (M08, M09), order e-mail.
/// Errors: product_not_found, product_withdrawn, out_of_stock, price_missing, quote_changed.
/// </summary>
/// <param name="ExpectedContentHash">From the quote that was confirmed; a different price or content now is refused with quote_changed (C05).</param>
[Access(Audience.Customer)]
public sealed record PlaceOrder(OrderDraft Draft, string? ExpectedContentHash = null) : ICommand<OrderPlaced>;
