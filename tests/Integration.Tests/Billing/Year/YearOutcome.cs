using System.Globalization;
using System.Text;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Reconciliation;

namespace EzSolutions.Integration.Tests.Billing.Year;

/// <summary>How a simulated year ended.</summary>
/// <param name="Reconciliation">all_clear, findings or incomplete.</param>
/// <param name="Broken">Rules of the books that do not hold.</param>
internal sealed record YearOutcome(
    YearPlan Plan, string Reconciliation, IReadOnlyList<string> Findings, IReadOnlyList<string> Broken, int Faults, int Mails, TimeSpan Took,
    IReadOnlyList<(string What, string HowMuch)> Figures, IReadOnlyList<(string What, int Times)> Lives)
{
    private static readonly (string What, string Sql)[] Asked =
    [
        ("invoices issued", "SELECT count(*)::text FROM invoices WHERE number IS NOT NULL"),
        ("of them renewals", "SELECT count(*)::text FROM renewals"),
        ("invoices paid", "SELECT count(*)::text FROM invoices WHERE state = 'paid'"),
        ("given up or void", "SELECT count(*)::text FROM invoices WHERE state IN ('uncollectible', 'void')"),
        ("credit notes", "SELECT count(*)::text FROM credit_notes"),
        ("payments captured", "SELECT count(*)::text FROM payment_effects WHERE effect = 'capture'"),
        ("by provider", "SELECT string_agg(provider || ' ' || n, ', ' ORDER BY provider) FROM (SELECT provider, count(*) AS n FROM payment_effects WHERE effect = 'capture' GROUP BY 1) p"),
        ("refunds", "SELECT count(*)::text FROM refunds"),
        ("gateway events taken in", "SELECT count(*)::text FROM inbox_events"),
        ("suspensions", "SELECT count(*)::text FROM service_suspensions"),
        ("subscriptions active, suspended, ended", "SELECT count(*) FILTER (WHERE state = 'active') || ', ' || count(*) FILTER (WHERE state = 'suspended') || ', ' || count(*) FILTER (WHERE state = 'ended') FROM subscriptions"),
        ("journal entries", "SELECT count(*)::text FROM journal_entries"),
        ("postings", "SELECT count(*)::text FROM journal_postings"),
        ("trial balance, per currency", "SELECT string_agg(c || ' ' || s, ', ' ORDER BY c) FROM (SELECT amount_currency AS c, sum(amount_minor_units) AS s FROM journal_postings GROUP BY 1) b"),
        ("reconciliation runs, all clear", "SELECT count(*) || ', ' || count(*) FILTER (WHERE state = 'all_clear') FROM reconciliation_runs"),
    ];

    public bool AllClear => Reconciliation == "all_clear" && Broken.Count == 0;

    public static async Task<YearOutcome> OfAsync(
        YearWorld world, YearPlan plan, IReadOnlyList<Person> people, int faults, ReconciliationRunView run, TimeSpan took)
    {
        var findings = await world.SendAsync(new ListFindings(new PageRequest(50), FindingState.Open), YearPayments.Clerk);
        List<(string, string)> figures = [];
        foreach (var (what, sql) in Asked)
            figures.Add((what, await world.ScalarAsync<string>($"SELECT coalesce(({sql}), '0')")));
        var lives = people.SelectMany(p => p.Did).GroupBy(d => d.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(d => d.Value)))
            .OrderByDescending(l => l.Item2).ToList();
        return new YearOutcome(
            plan, run.State, [.. findings.Value.Items.Select(f => $"{f.Kind}: {f.Subject}: {f.Detail}"), .. run.Note is { } note ? new[] { note } : []],
            await BookInvariants.ViolationsAsync(world.Database), faults, world.Mails, took, figures, lives);
    }

    /// <summary>The report, in Markdown.</summary>
    public string Report(string command)
    {
        var text = new StringBuilder()
            .AppendLine("# A simulated year of billing").AppendLine()
            .AppendLine("Made by the program itself; run it again with:").AppendLine().AppendLine("```sh").AppendLine(command).AppendLine("```").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{Plan.Customers} customers live {Plan.Days} days (seed {Plan.Seed}) on the real database and the real use cases, on a clock that is moved a day at a time. They order, pay by saved card, failing card, hosted page, bank transfer, credit or UPI, forget to pay, pay twice, change plans, cancel, come back and ask for their money; {Faults} times something outside is made to fail: errors, lost answers, broken connections, refusals, doubled and reordered webhooks.").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"**Reconciliation at the end: {Reconciliation}.** Rules of the books asked of the database: {BookInvariants.Count}; broken: {Broken.Count}.").AppendLine();
        foreach (var line in Findings.Concat(Broken))
            text.AppendLine(CultureInfo.InvariantCulture, $"- {line}");
        text.AppendLine("| figure | |").AppendLine("| --- | ---: |");
        foreach (var (what, howMuch) in Figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {howMuch} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| mails asked for | {Mails} |").AppendLine()
            .AppendLine("| what customers did | times |").AppendLine("| --- | ---: |");
        foreach (var (what, times) in Lives)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {times} |");
        return text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The year took {Took.TotalMinutes:0.#} minutes.").ToString();
    }
}
