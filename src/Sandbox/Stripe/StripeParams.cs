namespace EzSolutions.Sandbox.Stripe;

/// <summary>The parameters a call knows; anything else is refused, as Stripe does. <c>*</c> stands for any one name.</summary>
internal sealed class StripeParams
{
    private static readonly string[] Always = ["expand[]"];
    private readonly HashSet<string> _known;

    public StripeParams(params IEnumerable<string> known) =>
        _known = new HashSet<string>(known.Concat(Always), StringComparer.Ordinal);

    public static StripeParams List(params IEnumerable<string> known) => new(
        known.Concat(["limit", "starting_after", "ending_before", "created", "created[gt]", "created[gte]", "created[lt]", "created[lte]"]));

    public void Verify(StripeForm form)
    {
        foreach (var (pattern, path) in form.Leaves())
        {
            var wild = pattern.LastIndexOf('[') is > 0 and var at ? pattern[..at] + "[*]" : pattern;
            // An empty value clears a whole hash (metadata=).
            if (!_known.Contains(pattern) && !_known.Contains(wild) && !_known.Contains(pattern + "[*]"))
                throw StripeRefusal.Invalid($"Received unknown parameter: {path}", path, "parameter_unknown");
        }
    }
}
