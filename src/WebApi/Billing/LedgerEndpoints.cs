using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Balances and statements; for staff, the journal.</summary>
internal static class LedgerEndpoints
{
    public static RouteGroupBuilder MapLedger(this RouteGroupBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapGet("/balance", OwnBalance).WithName("GetBalance").WithSummary("What you owe and what credit you have, per currency");
        account.MapGet("/statement", OwnStatement).WithName("GetStatement").WithSummary("All that moved in a period; the last 90 days unless you say");

        var ledger = api.MapGroup("/admin/ledger").WithTags("Ledger (staff)");
        ledger.MapGet("/trial-balance", TrialBalance).WithName("GetTrialBalance").WithSummary("What stands on every account; the difference is always zero");
        ledger.MapGet("/entries", Entries).WithName("ListJournal").WithSummary("The journal, newest first");
        ledger.MapGet("/customers/{id:guid}/balance", Balance).WithName("GetCustomerBalance").WithSummary("What a customer owes and what credit they have");
        ledger.MapGet("/customers/{id:guid}/statement", Statement).WithName("GetCustomerStatement").WithSummary("All that moved with a customer in a period");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<CustomerBalance>>, ProblemHttpResult>> OwnBalance(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCustomerBalance(), ct)).ToOk();

    private static async Task<Results<Ok<StatementView>, ProblemHttpResult>> OwnStatement(
        IMediator mediator, TimeProvider time, CancellationToken ct, string currency = "USD", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        (await mediator.Send(Period(currency, from, until, null, time), ct)).ToOk();

    private static async Task<Results<Ok<TrialBalanceView>, ProblemHttpResult>> TrialBalance(
        IMediator mediator, CancellationToken ct, DateTimeOffset? until = null) =>
        (await mediator.Send(new GetTrialBalance(until?.ToUniversalTime()), ct)).ToOk();

    private static async Task<Results<Ok<Page<JournalEntryView>>, ProblemHttpResult>> Entries(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<LedgerAccount>? account = null, Guid? customerId = null,
        Guid? invoiceId = null) =>
        (await mediator.Send(new ListJournal(new PageRequest(limit, after), account?.Value, customerId, invoiceId), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<CustomerBalance>>, ProblemHttpResult>> Balance(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCustomerBalance(id), ct)).ToOk();

    private static async Task<Results<Ok<StatementView>, ProblemHttpResult>> Statement(
        Guid id, IMediator mediator, TimeProvider time, CancellationToken ct, string currency = "USD", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        (await mediator.Send(Period(currency, from, until, id, time), ct)).ToOk();

    private static GetStatement Period(string currency, DateTimeOffset? from, DateTimeOffset? until, Guid? customer, TimeProvider time)
    {
        // A moment later than now, so that what has just been booked is on it.
        var end = until ?? time.GetUtcNow().AddSeconds(1);
        return new GetStatement(currency, from ?? end.AddDays(-90), end, customer);
    }
}
