using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing;

/// <summary>Amounts as card networks take them.</summary>
internal static class GatewayAmounts
{
    /// <summary>
    /// In minor units. Networks settle currencies of three decimals in steps of ten, so the last digit must be zero: it is rounded up, and what is
    /// over becomes the customer's credit (M06). <see href="https://docs.stripe.com/currencies#three-decimal"/>
    /// </summary>
    public static long ToAsk(this Money amount) => amount.Currency.Scale == 3 ? (amount.MinorUnits + 9) / 10 * 10 : amount.MinorUnits;
}
