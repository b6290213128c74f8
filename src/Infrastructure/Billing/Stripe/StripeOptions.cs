using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Section <c>Billing:Stripe</c>. The sandbox and the real service differ in these values alone.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Billing:Stripe";

    public Uri BaseAddress { get; set; } = new("https://api.stripe.com/");

    /// <summary>Never in source control; Stripe's dashboard, Developers, API keys.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Signs the events sent to <c>/webhooks/stripe</c>; several, separated by commas, while one is being rotated.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>The API version the requests are written for.</summary>
    public string ApiVersion { get; set; } = "2024-06-20";

    /// <summary>An event signed longer ago than this is refused as a replay.</summary>
    public TimeSpan SignatureTolerance { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Currencies to offer it for, separated by commas; empty is every one we trade in.</summary>
    public string Currencies { get; set; } = "";

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public bool TakesCurrency(string code) => string.IsNullOrWhiteSpace(Currencies)
        || Currencies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(code, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> WebhookSecrets => WebhookSecret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class StripeOptionsValidator : IValidateOptions<StripeOptions>
{
    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(options.SecretKey))
            failures.Add("Billing:Stripe:SecretKey is empty: set Billing__Stripe__SecretKey to the secret API key from Stripe's dashboard.");

        // An empty signing secret would let anybody sign: it must stop the start.
        if (options.WebhookSecrets.Count == 0)
            failures.Add("Billing:Stripe:WebhookSecret is empty: set Billing__Stripe__WebhookSecret to the signing secret (whsec_...) of the endpoint /webhooks/stripe.");
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            failures.Add("Billing:Stripe:BaseAddress must be an https address (http only on loopback).");
        if (options.SignatureTolerance <= TimeSpan.Zero)
            failures.Add("Billing:Stripe:SignatureTolerance must be positive, e.g. 00:05:00.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
