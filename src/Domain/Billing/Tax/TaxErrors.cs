using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Tax;

public static class TaxErrors
{
    public static readonly Error RuleNotFound =
        Error.NotFound("tax_rule_not_found", "There is no such tax rule.");

    public static readonly Error RuleExists =
        Error.Conflict("tax_rule_exists", "There is a rule for that place and product class from that day already. Give the new one a later first day, or end the old one.");

    public static readonly Error RuleInThePast =
        Error.Validation("tax_rule_in_the_past", "What has been invoiced stays as it was: a rule begins and ends today or later.");

    public static readonly Error RegionUnknown =
        Error.Validation("region_unknown", "Please give the state by its name or its two letters, e.g. Kerala or KL.");

    public static readonly Error RegionMismatch =
        Error.Validation("region_mismatch", "That tax number belongs to another state. Please check the state or the number.");

    public static Error TaxIdInvalid(string country) => Error.Validation("tax_id_invalid", country switch
    {
        "IN" => "That is not a GSTIN. It has 15 characters, e.g. 27AAPFU0939F1ZV; please check it for a typing mistake.",
        _ when EuMembers.Contains(country) => $"That is not a VAT number of {country}. Please check it for a typing mistake.",
        _ => "That does not look like a tax number. Please check it, or leave it out.",
    });
}
