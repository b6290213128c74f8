using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>The cards a customer keeps for automatic payments.</summary>
internal static class PaymentMethodEndpoints
{
    public static RouteGroupBuilder MapPaymentMethods(this RouteGroupBuilder api)
    {
        var cards = api.MapGroup("/payment-methods").WithTags("Payment methods");
        cards.MapGet("", List).WithName("ListPaymentMethods").WithSummary("Your saved cards, the default first");
        cards.MapPost("", Add).WithName("AddPaymentMethod").WithSummary("Save a card; open the answer's url in a browser. Nothing is charged");
        cards.MapPost("/portal", Portal).WithName("OpenCardPortal").WithSummary("The payment service's own pages for your cards");
        cards.MapPost("/{id:guid}/default", Default).WithName("SetDefaultPaymentMethod").WithSummary("Choose the card for automatic payments");
        cards.MapDelete("/{id:guid}", Remove).WithName("RemovePaymentMethod").WithSummary("Forget a card, here and at the payment service");
        api.MapGet("/admin/customers/{customerId:guid}/payment-methods", ListFor).WithName("ListCustomerPaymentMethods")
            .WithSummary("A customer's saved cards").WithTags("Billing (staff)");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<PaymentMethodView>>, ProblemHttpResult>> List(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListPaymentMethods(), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<PaymentMethodView>>, ProblemHttpResult>> ListFor(Guid customerId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListPaymentMethods(customerId), ct)).ToOk();

    private static async Task<Results<Ok<CardPageOpened>, ProblemHttpResult>> Add(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new AddPaymentMethod(), ct)).ToOk();

    private static async Task<Results<Ok<CardPageOpened>, ProblemHttpResult>> Portal(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new OpenCardPortal(), ct)).ToOk();

    private static async Task<Results<Ok<PaymentMethodView>, ProblemHttpResult>> Default(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetDefaultPaymentMethod(id), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RemovePaymentMethod(id), ct)).ToNoContent();
}
