namespace EzSolutions.Bot.Understanding;

/// <summary>The stable names of slots and the form their values take. Every value is text, already normalised.</summary>
public static class SlotNames
{
    /// <summary>A plan's name exactly as the context gives it, e.g. <c>VPS M</c>.</summary>
    public const string Plan = "plan";

    /// <summary><c>vps</c>, <c>hosting</c> or <c>domain</c>.</summary>
    public const string ProductType = "product_type";

    /// <summary>Whole gigabytes of memory, e.g. <c>4</c>.</summary>
    public const string RamGb = "ram_gb";

    /// <summary>Whole processor cores, e.g. <c>2</c>.</summary>
    public const string Vcpu = "vcpu";

    /// <summary>Whole gigabytes of disk, e.g. <c>80</c>; a terabyte is 1000.</summary>
    public const string DiskGb = "disk_gb";

    /// <summary><c>monthly</c>, <c>quarterly</c>, <c>semiannual</c>, <c>annual</c>, <c>biennial</c> or <c>triennial</c>.</summary>
    public const string BillingCycle = "billing_cycle";

    /// <summary>A place in lower case as the customer named it, e.g. <c>frankfurt</c>.</summary>
    public const string Region = "region";

    /// <summary>Distribution and version, e.g. <c>debian-12</c>, <c>ubuntu-24.04</c>; without a version the bare name.</summary>
    public const string Os = "os";

    /// <summary>A host name for a new machine, lower case.</summary>
    public const string Hostname = "hostname";

    /// <summary>One of the customer's services: its name from the context, or the raw host name typed.</summary>
    public const string Service = "service";

    /// <summary><c>INV-2026-000123</c>, upper case, zero-padded as printed.</summary>
    public const string InvoiceNumber = "invoice_number";

    /// <summary><c>ORD-2026-000123</c>, upper case.</summary>
    public const string OrderNumber = "order_number";

    /// <summary><c>TCK-2026-000123</c>, upper case.</summary>
    public const string TicketNumber = "ticket_number";

    /// <summary>Decimal text with a full stop, no grouping, e.g. <c>1250.50</c>.</summary>
    public const string Amount = "amount";

    /// <summary>ISO 4217 code, e.g. <c>EUR</c>.</summary>
    public const string Currency = "currency";

    /// <summary>A coupon as typed, upper case.</summary>
    public const string CouponCode = "coupon_code";

    /// <summary>A domain name, lower case, no scheme and no trailing dot.</summary>
    public const string Domain = "domain";

    /// <summary>DNS record type, upper case: A, AAAA, CNAME, MX, TXT, NS, SRV, CAA.</summary>
    public const string RecordType = "record_type";

    /// <summary>The value a DNS record points at.</summary>
    public const string RecordValue = "record_value";

    /// <summary><c>start</c>, <c>stop</c>, <c>reboot</c> or <c>shutdown</c>.</summary>
    public const string Action = "action";

    /// <summary>An e-mail address, lower case.</summary>
    public const string Email = "email";

    /// <summary>Whole years, e.g. <c>2</c>.</summary>
    public const string PeriodYears = "period_years";

    /// <summary>Which of the offered choices: a 1-based index, or <c>bigger</c>, <c>smaller</c>, <c>biggest</c>, <c>cheapest</c>, <c>last</c>.</summary>
    public const string Choice = "choice";

    /// <summary>A pronoun that stands for something named before: <c>it</c> or <c>that one</c>.</summary>
    public const string Reference = "reference";

    /// <summary>Free text: what a ticket is about, or a reply to one, in the customer's own words.</summary>
    public const string Text = "text";

    /// <summary><c>true</c> when the request is to not do the thing ("don't reboot it").</summary>
    public const string Negated = "negated";

    /// <summary>The question, for knowledge search.</summary>
    public const string Query = "query";

    /// <summary>A six-digit one-time code.</summary>
    public const string Code = "code";

    /// <summary><c>true</c> when a "yes" came with the details ("yes, reboot web1"): where they change nothing in the frame, it is a plain yes.</summary>
    public const string Affirmed = "affirmed";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Plan, ProductType, RamGb, Vcpu, DiskGb, BillingCycle, Region, Os, Hostname, Service, InvoiceNumber, OrderNumber, TicketNumber,
        Amount, Currency, CouponCode, Domain, RecordType, RecordValue, Action, Email, PeriodYears, Choice, Reference, Text, Negated,
        Query, Code, Affirmed,
    ];
}
