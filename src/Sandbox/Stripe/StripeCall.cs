namespace EzSolutions.Sandbox.Stripe;

/// <summary>One authorised and checked call.</summary>
internal sealed record StripeCall(StripeForm Form, string Id, string RequestId, string? IdempotencyKey, Uri BaseAddress)
{
    public string Url(string path) => new Uri(BaseAddress, path).ToString();
}
