using EzSolutions.Application.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;

namespace EzSolutions.WebApi.Billing;

/// <summary>
/// The pay page a link in a chat or an e-mail leads to, and where the gateway sends people back. Coming back proves nothing: only the gateway's own
/// event does, so until then the page says that it waits.
/// </summary>
internal static class PayEndpoints
{
    public static IEndpointRouteBuilder MapPay(this IEndpointRouteBuilder app)
    {
        var pay = app.MapGroup("/pay/{token}").ExcludeFromDescription();
        pay.MapGet("", Open).WithName("OpenPayPage").WithSummary("Starts or resumes a payment and leads to the gateway");
        pay.MapPost("/wallet", FromWallet).WithName("PayFromWallet").WithSummary("Pays with the customer's credit").DisableAntiforgery();
        pay.MapPost("/done", Returned).WithName("PayPageReturned").WithSummary("Back from a gateway that posts").DisableAntiforgery();
        pay.MapPost("/cancelled", (string token) => TypedResults.Redirect($"/pay/{Uri.EscapeDataString(token)}/cancelled")).DisableAntiforgery();
        pay.MapGet("/done", Done).WithName("PayPageDone").WithSummary("Back from the gateway");
        pay.MapGet("/cancelled", Cancelled).WithName("PayPageCancelled").WithSummary("Back from the gateway without paying");
        return app.MapTopUpPages();
    }

    private static async Task<IResult> Open(string token, HttpContext http, IMediator mediator, CancellationToken ct, string? with = null)
    {
        // Where there is a choice it is the customer's; where there is none, nobody has to click twice.
        if (with is null && (await mediator.Send(new GetPayPage(token), ct)) is { IsSuccess: true, Value: { } page }
            && (page.Ways.Count > 1 || page.WalletCredit.IsPositive))
            return PayPage.Choose(http.Words(page.Locale), page, token);

        var started = await mediator.Send(new StartPayment(token, with), ct);
        if (started.Error is { } error)
            return await ExplainAsync(token, error, http, mediator, ct);
        if (started.Value.Form is { } form)
            return PayPage.Forward(http.Words(), form);

        Guard(http);
        http.Response.Headers.Location = started.Value.Url.AbsoluteUri;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> FromWallet(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var paid = await mediator.Send(new PayFromWallet(token), ct);
        return paid.Error is { } error
            ? await ExplainAsync(token, error, http, mediator, ct)
            : TypedResults.Redirect($"/pay/{Uri.EscapeDataString(token)}{(paid.Value.Due.IsZero ? "/done" : "")}");
    }

    /// <summary>The browser brings what the gateway signed: a reason to look at once, no proof.</summary>
    private static async Task<IResult> Returned(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(ct);
            await mediator.Send(new ReturnFromGateway(token, form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)), ct);
        }

        return TypedResults.Redirect($"/pay/{Uri.EscapeDataString(token)}/done");
    }

    private static async Task<IResult> Done(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var page = await mediator.Send(new GetPayPage(token), ct);
        if (page.Error is { } error)
            return PayPage.Problem(http.Words(), error);
        return page.Value.State == "paid" ? PayPage.Paid(http.Words(page.Value.Locale), page.Value) : PayPage.Waiting(http.Words(page.Value.Locale), page.Value, token);
    }

    private static async Task<IResult> Cancelled(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var page = await mediator.Send(new GetPayPage(token), ct);
        if (page.Error is { } error)
            return PayPage.Problem(http.Words(), error);
        return page.Value.State == "paid" ? PayPage.Paid(http.Words(page.Value.Locale), page.Value) : PayPage.NotPaid(http.Words(page.Value.Locale), page.Value, token);
    }

    private static async Task<IResult> ExplainAsync(string token, Error error, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (error.Code is not ("invoice_already_paid" or "payment_in_confirmation"))
            return PayPage.Problem(http.Words(), error);
        var page = await mediator.Send(new GetPayPage(token), ct);
        if (page.Error is { } gone)
            return PayPage.Problem(http.Words(), gone);
        return page.Value.State == "paid" ? PayPage.Paid(http.Words(page.Value.Locale), page.Value) : PayPage.Waiting(http.Words(page.Value.Locale), page.Value, token);
    }

    /// <param name="formAction">Where the page's form may go, as of the Content-Security-Policy.</param>
    internal static void Guard(HttpContext http, string formAction = "'none'")
    {
        // The address is the right to pay: it goes into no cache, no search engine and no other site's log.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action {formAction}";
    }
}
