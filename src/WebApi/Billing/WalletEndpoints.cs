using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Customers' credit: paid in, spent on invoices, and for staff given and taken back.</summary>
internal static class WalletEndpoints
{
    public static RouteGroupBuilder MapWallets(this RouteGroupBuilder api)
    {
        api.MapPost("/account/top-ups", TopUp).WithTags("Account").WithName("TopUpWallet")
            .WithSummary("Start paying in credit; open the answer's url in a browser");
        api.MapPost("/invoices/{id:guid}/wallet-payments", Pay).WithTags("Invoices").WithName("SpendCredit")
            .WithSummary("Pay one of your invoices with your credit, as far as it goes");
        api.MapPost("/admin/customers/{id:guid}/wallet-adjustments", Adjust).WithTags("Ledger (staff)").WithName("AdjustWallet")
            .WithSummary("Give a customer credit or take some back, in minor units, for a reason they see");
        return api;
    }

    /// <summary>Where gateways send people back after a top-up. Coming back proves nothing; what a gateway signed is the reason to ask it at once.</summary>
    public static IEndpointRouteBuilder MapTopUpPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pay/top-up/done", (HttpContext http) => PayPage.TopUpDone(http.Words())).ExcludeFromDescription().WithName("TopUpDone");
        app.MapPost("/pay/top-up/done", Returned).ExcludeFromDescription().WithName("TopUpReturned").DisableAntiforgery();
        app.MapPost("/pay/top-up/cancelled", () => TypedResults.Redirect("/pay/top-up/cancelled")).ExcludeFromDescription().DisableAntiforgery();
        app.MapGet("/pay/top-up/cancelled", (HttpContext http) => PayPage.TopUpCancelled(http.Words())).ExcludeFromDescription().WithName("TopUpCancelled");
        return app;
    }

    private static async Task<Results<Ok<PaymentStarted>, ProblemHttpResult>> TopUp(TopUpWallet body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToOk();

    private static async Task<IResult> Returned(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(ct);
            await mediator.Send(new ReturnFromTopUp(form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)), ct);
        }

        return TypedResults.Redirect("/pay/top-up/done");
    }

    private static async Task<Results<Ok<CreditSpent>, ProblemHttpResult>> Pay(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SpendCredit(id), ct)).ToOk();

    private static async Task<Results<Ok<WalletAdjusted>, ProblemHttpResult>> Adjust(Guid id, AdjustmentBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new AdjustWallet(id, body.Amount, body.Currency, body.Reason), ct)).ToOk();

    /// <param name="Amount">In minor units; negative takes back.</param>
    internal sealed record AdjustmentBody(long Amount, string Currency, string Reason);
}
