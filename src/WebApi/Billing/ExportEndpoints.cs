using EzSolutions.Application.Billing.Exports;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Tables for accountants, as CSV.</summary>
internal static class ExportEndpoints
{
    public static RouteGroupBuilder MapExports(this RouteGroupBuilder api)
    {
        api.MapGet("/admin/exports/{kind}", Export).WithTags("Exports (staff)").WithName("ExportBilling")
            .WithSummary("Invoices, payments, tax or ledger of a period as CSV; the last 31 days unless you say");
        return api;
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(
        Word<BillingExport> kind, IMediator mediator, TimeProvider time, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var end = until ?? time.GetUtcNow().AddSeconds(1);
        var exported = await mediator.Send(new ExportBilling(kind.Value, from ?? end.AddDays(-31), end), ct);
        if (exported.Error is { } error)
            return error.ToProblem();
        var table = exported.Value;
        return TypedResults.Stream(body => Csv.WriteAsync(body, table.Columns, table.Rows, ct), "text/csv; charset=utf-8", $"{table.Name}.csv");
    }
}
