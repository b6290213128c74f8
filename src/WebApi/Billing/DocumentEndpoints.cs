using System.Net.Mime;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Invoices and credit notes as PDF: over the API, and by the sealed link of a chat.</summary>
internal static class DocumentEndpoints
{
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/documents/{token}.pdf", Linked).ExcludeFromDescription().WithName("OpenInvoiceLink");
        return app;
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Invoice(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new PrintInvoice(idOrNumber), ct));

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CreditNote(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new PrintCreditNote(idOrNumber), ct));

    private static async Task<IResult> Linked(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        PayEndpoints.Guard(http);
        var printed = await mediator.Send(new OpenInvoiceLink(token), ct);
        if (printed.Error is { } error)
            return PayPage.Problem(http.Words(), error);
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{printed.Value.Name}\"";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(printed.Value.Pdf, MediaTypeNames.Application.Pdf);
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> File(Result<PrintedDocument> printed) =>
        printed.IsSuccess ? TypedResults.File(printed.Value.Pdf, MediaTypeNames.Application.Pdf, printed.Value.Name) : printed.Error.ToProblem();
}
