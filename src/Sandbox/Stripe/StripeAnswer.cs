using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Status and body of an answer.</summary>
internal sealed record StripeAnswer(int Status, JsonObject Body)
{
    public static implicit operator StripeAnswer(JsonObject body) => new(200, body);

    public StripeAnswer ToAnswer() => this;
}
