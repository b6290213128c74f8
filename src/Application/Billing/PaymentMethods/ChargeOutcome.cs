namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>How charging a saved card ended.</summary>
public abstract record ChargeOutcome
{
    private ChargeOutcome()
    {
    }

    /// <summary>Booked; the invoice is paid by it.</summary>
    public sealed record Succeeded : ChargeOutcome;

    /// <summary>The bank takes its time; the gateway's event will tell.</summary>
    public sealed record Pending : ChargeOutcome;

    /// <summary>3-D Secure: the customer has to confirm; this link leads there.</summary>
    public sealed record NeedsCustomer(Uri Link) : ChargeOutcome;

    /// <param name="Reason">For the customer, plain words.</param>
    public sealed record Declined(string Reason) : ChargeOutcome;

    /// <summary>The customer keeps no card that takes the invoice's currency.</summary>
    public sealed record NoMethod : ChargeOutcome;
}
