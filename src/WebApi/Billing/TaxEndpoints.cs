using EzSolutions.Application.Billing.Tax;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Tax rules, the seller, and what is owed to the state; for staff.</summary>
internal static class TaxEndpoints
{
    public static RouteGroupBuilder MapTax(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/admin/tax-rules").WithTags("Tax (staff)");
        rules.MapGet("", List).WithName("ListTaxRules").WithSummary("The tax table, ended rules too");
        rules.MapPost("", Create).WithName("CreateTaxRule").WithSummary("Add a rule, or replace one from a day on");
        rules.MapPost("/{id:guid}/end", End).WithName("EndTaxRule").WithSummary("End a rule, today or later");

        var seller = api.MapGroup("/admin/seller-profile").WithTags("Tax (staff)");
        seller.MapGet("", Seller).WithName("GetSellerProfile").WithSummary("Who sells, as invoices name them");
        seller.MapPut("", SetSeller).WithName("SetSellerProfile").WithSummary("Set who sells; issued invoices keep what they say");

        api.MapGet("/admin/reports/tax", Report).WithTags("Tax (staff)").WithName("GetTaxReport").WithSummary("Tax of a period by place, rate and currency");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<TaxRuleView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, string? country = null) => (await mediator.Send(new ListTaxRules(country), ct)).ToOk();

    private static async Task<Results<Created<TaxRuleView>, ProblemHttpResult>> Create(CreateTaxRule body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(made => $"/api/v1/admin/tax-rules/{made.Id}");

    private static async Task<Results<Ok<TaxRuleView>, ProblemHttpResult>> End(Guid id, EndBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EndTaxRule(id, body.From), ct)).ToOk();

    private static async Task<Results<Ok<SellerDetails>, ProblemHttpResult>> Seller(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetSellerProfile(), ct)).ToOk();

    private static async Task<Results<Ok<SellerDetails>, ProblemHttpResult>> SetSeller(SellerDetails body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetSellerProfile(body), ct)).ToOk();

    private static async Task<Results<Ok<TaxReport>, ProblemHttpResult>> Report(DateOnly from, DateOnly to, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetTaxReport(from, to), ct)).ToOk();

    /// <param name="From">The first day it no longer holds; today when left out.</param>
    internal sealed record EndBody(DateOnly? From = null);
}
