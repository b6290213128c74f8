namespace EzSolutions.Sandbox.Stripe;

/// <summary>The pages a customer is sent to.</summary>
internal static class CheckoutEndpoints
{
    public static void MapCheckout(this WebApplication app)
    {
        app.MapGet("/stripe/checkout/{id}", ShowAsync);
        app.MapPost("/stripe/checkout/{id}", PayAsync);
        app.MapPost("/stripe/checkout/{id}/challenge", AnswerAsync);
        app.MapGet("/stripe/challenge/{id}", ShowChallengeAsync);
        app.MapPost("/stripe/challenge/{id}", AnswerChallengeAsync);
    }

    private static Task ShowAsync(HttpContext context, StripeStore store, CheckoutSessions sessions, string id)
    {
        sessions.ExpireOverdue();
        if (store.Find(StripeKind.Session, id) is not { } session)
            return HostedPage.UnknownAsync(context);
        return session["status"]!.GetValue<string>() == "open"
            ? HostedPage.FormAsync(context, sessions.Merchant, session, sessions.Pending(session), null, StatusCodes.Status200OK)
            : HostedPage.EndAsync(context, sessions.Merchant, session);
    }

    private static async Task PayAsync(HttpContext context, StripeStore store, CheckoutSessions sessions, WebhookSender sender, string id)
    {
        if (store.Find(StripeKind.Session, id) is null)
        {
            await HostedPage.UnknownAsync(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var number = TestCard.Digits(form?["card"].ToString() ?? "");
        if (number.Length is < 12 or > 19)
        {
            var session = store.Find(StripeKind.Session, id)!;
            await HostedPage.FormAsync(context, sessions.Merchant, session, sessions.Pending(session), "Your card number is incomplete.", StatusCodes.Status400BadRequest);
            return;
        }

        var email = form!["email"].ToString() is { Length: > 0 } typed ? typed : null;
        var result = store.Journal.Transact(() => sessions.Pay(id, number, email, $"{context.Request.Scheme}://{context.Request.Host}/stripe/checkout/{id}"));
        sender.Wake();
        await ShowOutcomeAsync(context, sessions, result);
    }

    private static async Task AnswerAsync(HttpContext context, StripeStore store, CheckoutSessions sessions, WebhookSender sender, string id)
    {
        if (store.Find(StripeKind.Session, id) is null)
        {
            await HostedPage.UnknownAsync(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var result = store.Journal.Transact(() => sessions.Authenticate(id, form?["result"].ToString() == "complete"));
        sender.Wake();
        await ShowOutcomeAsync(context, sessions, result);
    }

    private static Task ShowOutcomeAsync(HttpContext context, CheckoutSessions sessions, (CheckoutOutcome Outcome, System.Text.Json.Nodes.JsonObject Session, string? Message) result)
    {
        var (outcome, session, message) = result;
        switch (outcome)
        {
            case CheckoutOutcome.Paid:
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = CheckoutSessions.SuccessUrl(session);
                return Task.CompletedTask;
            case CheckoutOutcome.AsksHolder:
                var amount = Currencies.Show(session["amount_total"]!.GetValue<long>(), session["currency"]!.GetValue<string>());
                return HostedPage.ChallengeAsync(context, sessions.Merchant, amount, $"/stripe/checkout/{session["id"]!.GetValue<string>()}/challenge");
            case CheckoutOutcome.NotOpen:
                return HostedPage.EndAsync(context, sessions.Merchant, session);
            default:
                return HostedPage.FormAsync(context, sessions.Merchant, session, sessions.Pending(session), message, StatusCodes.Status402PaymentRequired);
        }
    }

    /// <summary>The same question for a payment intent confirmed outside a session.</summary>
    private static Task ShowChallengeAsync(HttpContext context, StripeStore store, CheckoutSessions sessions, string id)
    {
        if (store.Find(StripeKind.PaymentIntent, id) is not { } intent || intent["status"]!.GetValue<string>() != "requires_action")
            return HostedPage.UnknownAsync(context);
        var amount = Currencies.Show(intent["amount"]!.GetValue<long>(), intent["currency"]!.GetValue<string>());
        return HostedPage.ChallengeAsync(context, sessions.Merchant, amount, $"/stripe/challenge/{id}");
    }

    private static async Task AnswerChallengeAsync(HttpContext context, StripeStore store, Payments payments, WebhookSender sender, string id)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var completed = form?["result"].ToString() == "complete";
        var intent = store.Journal.Transact(() => store.Find(StripeKind.PaymentIntent, id) is { } waiting && waiting["status"]!.GetValue<string>() == "requires_action"
            ? payments.Authenticate(waiting, completed, null)
            : null);
        sender.Wake();
        if (intent is null)
        {
            await HostedPage.UnknownAsync(context);
            return;
        }

        await context.Response.WriteAsync($"The payment {intent["status"]!.GetValue<string>()}.".Replace("requires_payment_method", "was not authenticated", StringComparison.Ordinal), context.RequestAborted);
    }
}
