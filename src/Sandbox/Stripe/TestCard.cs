namespace EzSolutions.Sandbox.Stripe;

/// <summary>What the network says to a card number: approved, declined with a code, or the holder must be asked.</summary>
internal sealed record CardVerdict(string? Code, string? DeclineCode, string? Message, bool AsksHolder)
{
    public bool Approved => Code is null && !AsksHolder;
}

internal static class TestCard
{
    private static readonly Dictionary<string, string> Tokens = new(StringComparer.Ordinal)
    {
        ["pm_card_visa"] = "4242424242424242",
        ["pm_card_mastercard"] = "5555555555554444",
        ["pm_card_amex"] = "378282246310005",
        ["pm_card_chargeDeclined"] = "4000000000000002",
        ["pm_card_visa_chargeDeclined"] = "4000000000000002",
        ["pm_card_chargeDeclinedInsufficientFunds"] = "4000000000009995",
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = "4000000000009995",
        ["pm_card_chargeCustomerFail"] = "4000000000000341",
        ["pm_card_authenticationRequired"] = "4000002500003155",
        ["pm_card_threeDSecure2Required"] = "4000002760003184",
        ["tok_visa"] = "4242424242424242",
        ["tok_chargeDeclined"] = "4000000000000002",
        ["tok_chargeDeclinedInsufficientFunds"] = "4000000000009995",
    };

    public static string? NumberOfToken(string token) => Tokens.GetValueOrDefault(token);

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    public static string BrandOf(string number) => number switch
    {
        ['4', ..] => "visa",
        ['5', ..] or ['2', ..] => "mastercard",
        ['3', '4' or '7', ..] => "amex",
        ['6', ..] => "discover",
        _ => "unknown",
    };

    public static CardVerdict Ask(string number, bool authenticated)
    {
        if (number.Length is < 12 or > 19)
            return Declined("incorrect_number", null, "Your card number is incorrect.");
        return number[^4..] switch
        {
            "0002" => Declined("card_declined", "generic_decline", "Your card was declined."),
            "9995" => Declined("card_declined", "insufficient_funds", "Your card has insufficient funds."),
            "9987" => Declined("card_declined", "lost_card", "Your card was declined."),
            "9979" => Declined("card_declined", "stolen_card", "Your card was declined."),
            "0341" => Declined("card_declined", "generic_decline", "Your card was declined."),
            "0069" => Declined("expired_card", "expired_card", "Your card has expired."),
            "0127" => Declined("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
            "0119" => Declined("processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit."),
            "3155" or "3184" or "3220" when !authenticated => new CardVerdict(null, null, null, AsksHolder: true),
            "3155" or "3184" or "3220" => new CardVerdict(null, null, null, AsksHolder: false),
            _ when !PassesLuhn(number) => Declined("incorrect_number", null, "Your card number is incorrect."),
            _ => new CardVerdict(null, null, null, AsksHolder: false),
        };
    }

    /// <summary>To be kept for later: some cards let themselves be saved and refuse every charge.</summary>
    public static CardVerdict AskForSetup(string number) => number.EndsWith("0341", StringComparison.Ordinal)
        ? new CardVerdict(null, null, null, AsksHolder: false)
        : Ask(number, authenticated: true);

    /// <summary>Wants its holder for every single payment, saved or not.</summary>
    public static bool AlwaysAsks(string number) => number.EndsWith("3184", StringComparison.Ordinal);

    private static CardVerdict Declined(string code, string? declineCode, string message) => new(code, declineCode, message, AsksHolder: false);

    private static bool PassesLuhn(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }
}
