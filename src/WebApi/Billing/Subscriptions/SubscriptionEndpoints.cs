using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing.Subscriptions;

/// <summary>How services are billed: cancellation, reactivation, other plans; for staff, the cycle itself.</summary>
internal static class SubscriptionEndpoints
{
    public static RouteGroupBuilder MapSubscriptions(this RouteGroupBuilder api)
    {
        api.MapGet("/subscriptions", List).WithTags("Subscriptions").WithName("ListSubscriptions").WithSummary("What your services cost and until when they are paid");
        var services = api.MapGroup("/services/{id:guid}").WithTags("Subscriptions");
        services.MapGet("/subscription", Get).WithName("GetSubscription").WithSummary("What a service costs and until when it is paid");
        services.MapPost("/cancel", Cancel).WithName("CancelService").WithSummary("Cancel at the end of the paid period, or now");
        services.MapPost("/reactivate", Reactivate).WithName("ReactivateService").WithSummary("Take a cancellation back");
        services.MapPost("/upgrade/quote", Quote).WithName("QuoteUpgrade").WithSummary("What another plan would cost today, tax included");
        services.MapPost("/upgrade", Upgrade).WithName("UpgradeService").WithSummary("Order another plan at the quoted price; send an Idempotency-Key to be safe against repeats");
        services.MapDelete("/upgrade", WithdrawUpgrade).WithName("WithdrawPlanChange").WithSummary("Take back a plan change that waits for its payment or its day");

        var staff = api.MapGroup("/admin/billing").WithTags("Billing cycle (staff)");
        staff.MapGet("/subscriptions", ListForStaff).WithName("ListAllSubscriptions").WithSummary("Subscriptions by state or customer, or those on hold");
        staff.MapPost("/renewals/run", Run).WithName("RunRenewals").WithSummary("Invoice what is due now; what was invoiced already is not invoiced again");
        staff.MapPost("/subscriptions/{serviceId:guid}/release", Release).WithName("ReleaseSubscription").WithSummary("Bill a subscription again that was on hold");
        staff.MapGet("/terms", ListTerms).WithName("ListProductTerms").WithSummary("Lifecycle figures, the installation's and each product's own");
        staff.MapPut("/terms/{productCode}", SetTerms).WithName("SetProductTerms").WithSummary("Set what a product does differently");
        staff.MapDelete("/terms/{productCode}", RemoveTerms).WithName("RemoveProductTerms").WithSummary("Let a product follow the installation again");
        staff.MapGet("/price-changes", ListPrices).WithName("ListPriceChanges").WithSummary("Announced price changes, newest first");
        staff.MapPost("/price-changes", AnnouncePrice).WithName("AnnouncePriceChange").WithSummary("Announce a new price to everybody who has the product");
        return api;
    }

    private static async Task<Results<Ok<Page<SubscriptionView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<SubscriptionState>? state = null) =>
        (await mediator.Send(new ListSubscriptions(new PageRequest(limit, after), state?.Value), ct)).ToOk();

    private static async Task<Results<Ok<Page<SubscriptionView>>, ProblemHttpResult>> ListForStaff(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Guid? customerId = null, Word<SubscriptionState>? state = null,
        bool heldOnly = false) =>
        (await mediator.Send(new ListAllSubscriptions(new PageRequest(limit, after), customerId, state?.Value, heldOnly), ct)).ToOk();

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetSubscription(id), ct)).ToOk();

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Cancel(Guid id, CancelBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CancelService(id, body.When), ct)).ToOk();

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Reactivate(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReactivateService(id), ct)).ToOk();

    private static async Task<Results<Ok<UpgradeQuote>, ProblemHttpResult>> Quote(Guid id, QuoteBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new QuoteUpgrade(id, body.ProductCode, body.Cycle), ct)).ToOk();

    private static async Task<Results<Ok<UpgradeOrdered>, ProblemHttpResult>> Upgrade(Guid id, UpgradeBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new UpgradeService(id, body.ProductCode, body.Cycle, body.QuotedAt, body.ExpectedContentHash), ct)).ToOk();

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> WithdrawUpgrade(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WithdrawPlanChange(id), ct)).ToOk();

    private static async Task<Results<Ok<RenewalReport>, ProblemHttpResult>> Run(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RunRenewalsNow(), ct)).ToOk();

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Release(Guid serviceId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReleaseSubscription(serviceId), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<ProductTermsView>>, ProblemHttpResult>> ListTerms(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListProductTerms(), ct)).ToOk();

    private static async Task<Results<Ok<ProductTermsView>, ProblemHttpResult>> SetTerms(
        string productCode, TermsOverride body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new SetProductTerms(productCode, body), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveTerms(string productCode, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RemoveProductTerms(productCode), ct)).ToNoContent();

    private static async Task<Results<Ok<Page<PriceChangeView>>, ProblemHttpResult>> ListPrices(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListPriceChanges(new PageRequest(limit, after)), ct)).ToOk();

    private static async Task<Results<Ok<PriceChangeView>, ProblemHttpResult>> AnnouncePrice(AnnouncePriceChange body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToOk();

    internal sealed record CancelBody(CancelWhen When = CancelWhen.PeriodEnd);

    /// <param name="Cycle">Left out, it stays as it is.</param>
    internal sealed record QuoteBody(string ProductCode, BillingCycle? Cycle = null);

    /// <param name="QuotedAt">From the quote.</param>
    /// <param name="ExpectedContentHash">From the quote.</param>
    internal sealed record UpgradeBody(string ProductCode, BillingCycle? Cycle = null, DateTimeOffset? QuotedAt = null, string? ExpectedContentHash = null);
}
