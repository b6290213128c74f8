using EzSolutions.Application.Catalog;
using EzSolutions.Domain.Catalog;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Catalog;

/// <summary>What is on sale; staff change it.</summary>
internal static class CatalogEndpoints
{
    public static RouteGroupBuilder MapCatalog(this RouteGroupBuilder api)
    {
        var catalog = api.MapGroup("/catalog/products").WithTags("Catalog");
        catalog.MapGet("", Browse).WithName("BrowseProducts").WithSummary("Products on sale, cheapest first");
        catalog.MapGet("/{code}", Get).WithName("GetProduct").WithSummary("One product on sale");

        var staff = api.MapGroup("/staff/products").WithTags("Catalog (staff)");
        staff.MapGet("", List).WithName("ListProducts").WithSummary("Every product with its stock, withdrawn ones too");
        staff.MapPost("", Create).WithName("CreateProduct").WithSummary("Put a new product on sale");
        staff.MapPut("/{code}", Change).WithName("ChangeProduct").WithSummary("Change what is shown of a product; open orders keep theirs");
        staff.MapPut("/{code}/stock", SetStock).WithName("SetProductStock").WithSummary("Set how many can still be ordered; null lifts the limit");
        staff.MapPut("/{code}/prices/{cycle}/{currency}", SetPrice).WithName("SetProductPrice").WithSummary("Add or replace a price, in minor units");
        staff.MapDelete("/{code}/prices/{cycle}/{currency}", RemovePrice).WithName("RemoveProductPrice").WithSummary("Stop selling a cycle in a currency");
        staff.MapPut("/{code}/tax", SetTax).WithName("SetProductTax").WithSummary("Set how a product is taxed: its class and its HSN or SAC code");
        staff.MapPost("/{code}/withdraw", Withdraw).WithName("WithdrawProduct").WithSummary("Take a product off sale; open orders go on");
        staff.MapPost("/{code}/put-on-sale", PutOnSale).WithName("PutProductOnSale").WithSummary("Put a withdrawn product back on sale");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<ProductView>>, ProblemHttpResult>> Browse(IMediator mediator, CancellationToken ct, Word<ProductType>? type = null) =>
        (await mediator.Send(new BrowseProducts(type?.Value), ct)).ToOk();

    private static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Get(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetProduct(code), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<StaffProductView>>, ProblemHttpResult>> List(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListProducts(), ct)).ToOk();

    private static async Task<Results<Created<StaffProductView>, ProblemHttpResult>> Create(CreateProduct body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(made => $"/api/v1/catalog/products/{made.Product.Code}");

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> Change(
        string code, ProductInput body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new ChangeProduct(code, body), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> SetStock(
        string code, StockBody body, IMediator mediator, CancellationToken ct) => (await mediator.Send(new SetProductStock(code, body.Stock), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> SetPrice(
        string code, Word<BillingCycle> cycle, string currency, PriceBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetProductPrice(code, cycle.Value, currency, body.Price, body.Setup), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> RemovePrice(
        string code, Word<BillingCycle> cycle, string currency, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RemoveProductPrice(code, cycle.Value, currency), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> SetTax(
        string code, TaxBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetProductTax(code, body.TaxClass, body.CommodityCode), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> Withdraw(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WithdrawProduct(code), ct)).ToOk();

    private static async Task<Results<Ok<StaffProductView>, ProblemHttpResult>> PutOnSale(string code, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WithdrawProduct(code, Withdrawn: false), ct)).ToOk();

    internal sealed record StockBody(int? Stock);

    /// <param name="CommodityCode">HSN or SAC; null shows none.</param>
    internal sealed record TaxBody(string TaxClass, string? CommodityCode = null);

    /// <param name="Price">For the whole cycle, in minor units.</param>
    /// <param name="Setup">Once, in minor units.</param>
    internal sealed record PriceBody(long Price, long Setup = 0);
}
