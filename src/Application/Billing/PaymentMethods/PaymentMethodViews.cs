using EzSolutions.Domain.Billing.PaymentMethods;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <param name="Display">E.g. <c>Visa ending in 4242</c>.</param>
public sealed record PaymentMethodView(Guid Id, string Provider, string Brand, string LastFour, int ExpiryMonth, int ExpiryYear, bool IsDefault, string Display);

/// <param name="Url">The gateway's page; open it in the customer's browser.</param>
public sealed record CardPageOpened(Uri Url);

internal static class PaymentMethodViews
{
    public static PaymentMethodView From(PaymentMethod method) => new(
        method.Id, method.Provider, method.Brand, method.LastFour, method.ExpiryMonth, method.ExpiryYear, method.IsDefault, method.Display);
}
