using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <summary>The gateways this installation is set up for.</summary>
internal sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways)
{
    /// <summary>The one to offer first comes first.</summary>
    public IReadOnlyList<IPaymentGateway> All { get; } = [.. gateways.OrderBy(g => g.Rank).ThenBy(g => g.Provider, StringComparer.Ordinal)];

    public IPaymentGateway? Find(string provider) => All.FirstOrDefault(g => g.Provider == provider);

    /// <summary>Those that take a currency, the one to offer first in front.</summary>
    public IReadOnlyList<IPaymentGateway> For(Currency currency) => [.. All.Where(g => g.Takes(currency))];
}
