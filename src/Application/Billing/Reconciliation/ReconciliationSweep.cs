using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Billing.Reconciliation;

/// <summary>Everything a run looks at. Each check answers what it found, or that it could not look.</summary>
internal sealed class ReconciliationSweep(IStore store, IReconciliationChecks checks, PaymentGateways gateways, TimeProvider time)
{
    /// <summary>What is younger may still be on its way: an event that is being processed, an order whose machine is being made.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Late authorisations come for up to five days.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private const int Most = 500;

    public IEnumerable<ReconciliationCheck> Checks()
    {
        yield return new(FindingKind.PaidUnprovisioned, "orders", async ct => Found(await PaidUnprovisionedAsync(ct)));
        yield return new(FindingKind.InboxLeftover, "inbox", async ct => Found(await InboxLeftoversAsync(ct)));
        yield return new(FindingKind.WalletMismatch, "wallets", async ct => Found(await checks.WalletMismatchesAsync(ct)));
        yield return new(FindingKind.NumberGap, "numbers", async ct => Found(await NumberGapsAsync(ct)));
        foreach (var gateway in gateways.All)
        {
            yield return new(FindingKind.CapturedUnbooked, $"{gateway.Provider} against the books", ct => CapturedUnbookedAsync(gateway, ct));
            yield return new(FindingKind.BookedUncaptured, $"the books against {gateway.Provider}", ct => BookedUncapturedAsync(gateway, ct));
        }
    }

    private static Result<IReadOnlyList<Observation>> Found(IReadOnlyList<Observation> observed) => Result<IReadOnlyList<Observation>>.Success(observed);

    private async Task<IReadOnlyList<Observation>> PaidUnprovisionedAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Grace;
        var services = store.Query<Service>();
        var invoices = store.Query<Invoice>();
        var orders = await store.ListAsync(
            store.Query<Order>()
                .Where(o => (o.State == OrderState.Paid && o.PaidAt < before && !services.Any(s => s.OrderId == o.Id))
                    || (o.State == OrderState.Pending && invoices.Any(i => i.OrderId == o.Id && i.State == InvoiceState.Paid && i.PaidAt < before)))
                .OrderBy(o => o.Id).Take(Most).Select(o => new { o.Id, o.Number, o.Summary }),
            ct);
        return orders.ConvertAll(o => new Observation(o.Id.ToString(), $"Order {o.Number} ({o.Summary}) is paid and nothing of it was started."));
    }

    private async Task<IReadOnlyList<Observation>> InboxLeftoversAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow() - Grace;
        var left = await store.ListAsync(
            store.Query<InboxEvent>()
                .Where(e => e.ReceivedAt < before && (e.State == InboxState.Received || e.State == InboxState.Unmatched) && e.Payload != null)
                .OrderBy(e => e.Id).Take(Most).Select(e => new { e.Id, e.Provider, e.EventId, e.Type, e.State, e.Note }),
            ct);
        return left.ConvertAll(e => new Observation(
            e.Id.ToString(), $"{e.Provider} event {e.EventId} ({e.Type}) is {e.State.Word()}: {e.Note ?? "nobody has looked at it."}"));
    }

    /// <summary>A number that staff have recorded as never issued is accounted for.</summary>
    private async Task<IReadOnlyList<Observation>> NumberGapsAsync(CancellationToken ct)
    {
        var accounted = (await store.ListAsync(
            store.Query<ReconciliationFinding>().Where(f => f.Kind == FindingKind.NumberGap && f.State == FindingState.Fixed).Select(f => f.Subject), ct))
            .ToHashSet(StringComparer.Ordinal);
        return [.. (await checks.NumberGapsAsync(ct)).Where(o => !accounted.Contains(o.Subject))];
    }

    private async Task<Result<IReadOnlyList<Observation>>> CapturedUnbookedAsync(IPaymentGateway gateway, CancellationToken ct)
    {
        var (from, to) = (time.GetUtcNow() - Window, time.GetUtcNow() - Grace);
        var found = new List<Observation>();
        string? after = null;
        do
        {
            var page = await gateway.ListCapturesAsync(from, to, after, ct);
            if (page.Error is { } away)
                return away;
            var (provider, ids) = (gateway.Provider, page.Value.Items.Select(i => i.ExternalId).ToList());
            var booked = (await store.ListAsync(
                store.Query<PaymentEffect>()
                    .Where(e => e.Provider == provider && e.Effect == PaymentEffect.Capture && ids.Contains(e.PaymentId)).Select(e => e.PaymentId),
                ct)).ToHashSet(StringComparer.Ordinal);
            found.AddRange(page.Value.Items.Where(i => !booked.Contains(i.ExternalId)).Select(i => new Observation(
                $"{provider}:{i.ExternalId}", $"{provider} took {i.Amount} ({i.ExternalId}); it is not in the books.")));
            after = page.Value.Next;
        }
        while (after is not null && found.Count < Most);
        return Found(found);
    }

    private async Task<Result<IReadOnlyList<Observation>>> BookedUncapturedAsync(IPaymentGateway gateway, CancellationToken ct)
    {
        var (from, to, provider) = (time.GetUtcNow() - Window, time.GetUtcNow() - Grace, gateway.Provider);
        var effects = store.Query<PaymentEffect>();
        var booked = await store.ListAsync(
            effects.Where(e => e.Provider == provider && e.Effect == PaymentEffect.Capture && e.CreatedAt >= from && e.CreatedAt < to
                && !effects.Any(n => n.Provider == provider && n.PaymentId == e.PaymentId && n.Effect == PaymentEffect.NotCaptured)),
            ct);
        if (booked.Count == 0)
            return Found([]);

        // The list says most of it in few calls; what it does not name (made before the span) is asked for one by one.
        var named = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await gateway.ListCapturesAsync(from - TimeSpan.FromDays(1), to + Grace, after, ct);
            if (page.Error is { } away)
                return away;
            named.UnionWith(page.Value.Items.Select(i => i.ExternalId));
            after = page.Value.Next;
        }
        while (after is not null);

        var found = new List<Observation>();
        foreach (var effect in booked.Where(e => !named.Contains(e.PaymentId)))
        {
            var capture = await gateway.FindCaptureAsync(effect.PaymentId, ct);
            if (capture.Error is { } away)
                return away;
            if (capture.Value is null)
            {
                found.Add(new Observation(
                    $"{provider}:{effect.PaymentId}", $"{effect.Amount} is booked as paid by {effect.PaymentId}; {provider} has no such money."));
            }
        }

        return Found(found);
    }
}

/// <param name="Name">What it looks at, for a run that could not.</param>
internal sealed record ReconciliationCheck(FindingKind Kind, string Name, Func<CancellationToken, Task<Result<IReadOnlyList<Observation>>>> LookAsync);
