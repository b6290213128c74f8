using EzSolutions.Application.Accounts;
using EzSolutions.Domain.Accounts;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Accounts;

/// <summary>Where a customer is billed, in what currency, and their tax id.</summary>
internal static class BillingDetailsEndpoints
{
    public static RouteGroupBuilder MapBillingDetails(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/billing-details").WithTags("Accounts");
        own.MapGet("", Get).WithName("GetBillingDetails").WithSummary("Where you are billed, and in what currency");
        own.MapPut("", Set).WithName("SetBillingDetails").WithSummary("Change it; invoices already issued keep what they say");

        var staff = api.MapGroup("/admin/customers/{id:guid}").WithTags("Accounts (staff)");
        staff.MapGet("/billing-details", GetOf).WithName("GetCustomerBillingDetails").WithSummary("Where a customer is billed");
        staff.MapPut("/billing-details", SetOf).WithName("SetCustomerBillingDetails").WithSummary("Change it for a customer");
        staff.MapPut("/tax-exemption", Exempt).WithName("ExemptFromTax").WithSummary("Charge a customer no tax, for a reason; null charges it again");
        return api;
    }

    private static async Task<Results<Ok<BillingDetailsView>, ProblemHttpResult>> Get(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetBillingDetails(), ct)).ToOk();

    private static async Task<Results<Ok<BillingDetailsView>, ProblemHttpResult>> Set(BillingDetails body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetBillingDetails(body), ct)).ToOk();

    private static async Task<Results<Ok<BillingDetailsView>, ProblemHttpResult>> GetOf(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCustomerBillingDetails(id), ct)).ToOk();

    private static async Task<Results<Ok<BillingDetailsView>, ProblemHttpResult>> SetOf(
        Guid id, BillingDetails body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new SetCustomerBillingDetails(id, body), ct)).ToOk();

    private static async Task<Results<Ok<BillingDetailsView>, ProblemHttpResult>> Exempt(
        Guid id, ExemptionBody body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new ExemptFromTax(id, body.Reason), ct)).ToOk();

    internal sealed record ExemptionBody(string? Reason);
}
