using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <summary>Section <c>Billing:Razorpay</c>. Without a key id it is not offered. The sandbox and the real service differ in these values alone.</summary>
internal sealed class RazorpayOptions
{
    public const string Section = "Billing:Razorpay";

    public Uri BaseAddress { get; set; } = new("https://api.razorpay.com/");

    public string KeyId { get; set; } = "";

    /// <summary>Never in source control; Razorpay's dashboard, Account and Settings, API keys.</summary>
    public string KeySecret { get; set; } = "";

    /// <summary>Signs the events sent to <c>/webhooks/razorpay</c>; several, separated by commas, while one is being changed.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Currencies to offer it for, separated by commas.</summary>
    public string Currencies { get; set; } = "INR";

    /// <summary>Who asks for the money, on the checkout.</summary>
    public string MerchantName { get; set; } = "";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public bool IsSetUp => !string.IsNullOrWhiteSpace(KeyId);

    public IReadOnlyList<string> WebhookSecrets => Split(WebhookSecret);

    public bool TakesCurrency(string code) => Split(Currencies).Contains(code, StringComparer.OrdinalIgnoreCase);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class RazorpayOptionsValidator : IValidateOptions<RazorpayOptions>
{
    public ValidateOptionsResult Validate(string? name, RazorpayOptions options)
    {
        if (!options.IsSetUp)
            return ValidateOptionsResult.Success;
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.KeySecret))
            failures.Add("Billing:Razorpay:KeySecret is empty: set Billing__Razorpay__KeySecret to the secret of the key, or leave Billing:Razorpay:KeyId empty to do without Razorpay.");

        // An empty signing secret would let anybody sign: it must stop the start.
        if (options.WebhookSecrets.Count == 0)
            failures.Add("Billing:Razorpay:WebhookSecret is empty: set Billing__Razorpay__WebhookSecret to the secret of the webhook /webhooks/razorpay.");
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            failures.Add("Billing:Razorpay:BaseAddress must be an https address (http only on loopback).");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
