namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>Compares the outside world with our books, once both have come to rest.</summary>
internal sealed class Verdict(ChaosWorld world, Outside outside, int orders, string email)
{
    private readonly Books _books = new(world.ConnectionString);

    /// <summary>Waits for the end of what goes on, at most this long, and lists what is wrong then.</summary>
    public async Task<IReadOnlyList<string>> ReachAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(atMost);
        while (!limit.IsCancellationRequested)
        {
            if (await _books.OpenWorkAsync(orders, ct) == 0 && (await JudgeAsync(ct)).Count == 0)
                break;
            await Task.Delay(500, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var problems = await JudgeAsync(ct);
        return problems.Count == 0 ? problems : [.. problems, "", "What the application said last:", world.Transcript()];
    }

    private async Task<List<string>> JudgeAsync(CancellationToken ct)
    {
        var problems = new List<string>();
        problems.AddRange(await _books.ProblemsAsync(orders, ct));
        await MoneyAsync(problems, ct);
        await MachinesAsync(problems, ct);
        await MailsAsync(problems, ct);
        return problems;
    }

    private async Task MoneyAsync(List<string> problems, CancellationToken ct)
    {
        var effects = await outside.EffectsAsync(ct);
        Expect(problems, "charges", orders, effects.Charges.Count);
        Expect(problems, "charged payment intents", orders, effects.Charges.Select(c => c.PaymentIntent).Distinct(StringComparer.Ordinal).Count());
        Expect(problems, "minor units charged", await _books.NumberAsync("SELECT coalesce(sum(total_minor_units), 0) FROM invoices", ct), effects.Charges.Sum(c => c.Amount));
    }

    private async Task MachinesAsync(List<string> problems, CancellationToken ct)
    {
        var effects = await outside.EffectsAsync(ct);
        Expect(problems, "machines ever made", orders, effects.MachinesCreated.Count);
        Expect(problems, "machines destroyed", 0, effects.MachinesDestroyed.Count);
        var machines = await outside.MachinesAsync(ct);
        Expect(problems, "machines that run", orders, machines.Count(m => m.Status == "running"));
        var owned = await _books.ListAsync("SELECT vmid::text || ' ' || label FROM services WHERE vmid IS NOT NULL", ct);
        var theirs = machines.Select(m => FormattableString.Invariant($"{m.Vmid} {m.Name}")).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(theirs.Except(owned, StringComparer.Ordinal).Select(m => $"Machine {m} belongs to no service."));
        problems.AddRange(owned.Except(theirs, StringComparer.Ordinal).Select(m => $"Service {m} has no machine."));
    }

    /// <summary>A mail may come twice after a crash; it may not be missing.</summary>
    private async Task MailsAsync(List<string> problems, CancellationToken ct)
    {
        var subjects = (await outside.MailsAsync(email, ct)).Select(m => m.Subject).ToList();
        foreach (var number in await _books.ListAsync("SELECT number FROM invoices", ct))
        {
            if (!subjects.Exists(s => s.StartsWith("Payment received", StringComparison.Ordinal) && s.Contains(number, StringComparison.Ordinal)))
                problems.Add($"No receipt for {number} arrived.");
        }

        foreach (var label in await _books.ListAsync("SELECT label FROM services", ct))
        {
            if (!subjects.Contains($"{label} is ready", StringComparer.Ordinal))
                problems.Add($"No mail said that {label} is ready.");
        }
    }

    private static void Expect(List<string> problems, string what, long expected, long actual)
    {
        if (expected != actual)
            problems.Add($"{what}: {actual} instead of {expected}");
    }
}
