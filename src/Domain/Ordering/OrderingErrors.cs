using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Ordering;

public static class OrderingErrors
{
    public static readonly Error NotFound =
        Error.NotFound("order_not_found", "There is no such order.");

    public static readonly Error AlreadyPaid =
        Error.Conflict("order_already_paid", "This order is already paid. Please open a ticket if you no longer want it.");

    public static readonly Error AlreadyCancelled =
        Error.Conflict("order_already_cancelled", "This order is already cancelled.");

    public static readonly Error PartlyPaid =
        Error.Conflict("order_partly_paid", "Part of this order is already paid. Please open a ticket and we will settle it with you.");

    public static readonly Error HasCoupon =
        Error.Conflict("order_has_coupon", "This order has a coupon already. To use another one, please cancel it and order again.");

    public static readonly Error QuoteChanged =
        Error.Conflict("quote_changed", "The price or the contents changed since you saw the summary. Please look at the new one and confirm again.");

    public static readonly Error CurrencyUnknown =
        Error.Validation("currency_unknown", "We do not sell in that currency.");

    public static readonly Error HostnameInvalid =
        Error.Validation("hostname_invalid", "A hostname has letters, digits and hyphens in parts of up to 63 characters, e.g. web1.example.com.");

    public static readonly Error SshKeyInvalid =
        Error.Validation("ssh_key_invalid", "That is not an SSH public key. It is one line that starts with ssh-ed25519, ssh-rsa or ecdsa-sha2-.");

    public static Error OperatingSystemNotOffered(IEnumerable<string> offered) =>
        Error.Validation("operating_system_not_offered", $"That operating system is not offered with this product. Choose from: {string.Join(", ", offered)}.");

    public static Error RegionNotOffered(IEnumerable<string> offered) =>
        Error.Validation("region_not_offered", $"This product is not offered in that region. Choose from: {string.Join(", ", offered)}.");
}
