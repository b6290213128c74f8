using EzSolutions.Application.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>What an order would cost right now, tax included; reserves nothing.</summary>
[Access(Audience.Anyone)]
public sealed record QuoteOrder(OrderDraft Draft) : IQuery<OrderQuote>;
