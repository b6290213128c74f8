using EzSolutions.Application.Accounts;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Billing.Links;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Confirmations;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Support;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Bot.Tests.Dialogue;

/// <summary>A small hosting company behind the requests the bot sends, kept in memory; its data can be changed by a test.</summary>
internal sealed class Shop
{
    public static readonly Guid CustomerId = Guid.Parse("11111111-1111-1111-1111-111111111111");
    public static readonly Guid UserId = Guid.Parse("22222222-2222-2222-2222-222222222222");

    private readonly ManualTime _time;

    public HandoffSituation Situation { get; set; } = new(true, null, "UTC");

    public bool AwaitsRating { get; set; }

    public RateConversation? Rated { get; private set; }

    private Result<Done> Given(RateConversation rating)
    {
        (Rated, AwaitsRating) = (rating, false);
        return Result.Done;
    }
    private readonly Dictionary<string, Confirmation> _confirmations = [];

    public Shop(ManualTime time, ActorContext actors)
    {
        _time = time;
        Mediator = new FakeMediator()
            .On<BrowseProducts, Result<IReadOnlyList<ProductView>>>(_ => Result<IReadOnlyList<ProductView>>.Success(Products))
            .On<GetBillingDetails, Result<BillingDetailsView>>(_ => new BillingDetailsView(
                CustomerId, "Ada", "ada@example.com", new Domain.Accounts.BillingDetails(null, null, null, null, null, null, null, null), null))
            .On<GetCustomerBalance, Result<IReadOnlyList<CustomerBalance>>>(_ => Result<IReadOnlyList<CustomerBalance>>.Success([new CustomerBalance("USD", Usd(0), Credit)]))
            .On<GetTopUpLink, Result<Uri>>(r => new Uri($"https://shop.example/account/top-up/{r.Amount.MinorUnits}"))
            .On<SpendCredit, Result<CreditSpent>>(r => new CreditSpent(r.InvoiceId, "INV-2026-000001", Usd(500), Usd(690), "partially_paid"))
            .On<QuoteOrder, Result<OrderQuote>>(r => Quote(r.Draft))
            .On<PlaceOrder, Result<OrderPlaced>>(Place)
            .On<GetPaymentLink, Result<Uri>>(r => new Uri($"https://shop.example/pay/{r.InvoiceId:N}"))
            .On<ListOrders, Result<Page<OrderView>>>(_ => new Page<OrderView>(Orders, null))
            .On<GetOrder, Result<OrderView>>(r => Find(Orders, o => o.Number == r.IdOrNumber, "order_not_found", "There is no such order among yours."))
            .On<CancelOrder, Result<OrderView>>(r => Find(Orders, o => o.Number == r.IdOrNumber, "order_not_found", "There is no such order among yours."))
            .On<ListInvoices, Result<Page<InvoiceView>>>(r => new Page<InvoiceView>([.. Invoices.Where(i => !r.UnpaidOnly || i.State == "open")], null))
            .On<GetInvoiceLinks, Result<IReadOnlyDictionary<Guid, Uri>>>(r =>
                r.InvoiceIds.ToDictionary(id => id, id => new Uri($"https://shop.example/documents/{id:N}.pdf")))
            .On<GetInvoice, Result<InvoiceView>>(r => Find(Invoices, i => i.Number == r.IdOrNumber, "invoice_not_found", "There is no such invoice among yours."))
            .On<ListServices, Result<Page<ServiceView>>>(_ => new Page<ServiceView>(Services, null))
            .On<GetService, Result<ServiceView>>(r => Find(Services, s => s.Id == r.ServiceId, "service_not_found", "There is no such service among yours."))
            .On<PowerService, Result<ServiceView>>(r => Find(Services, s => s.Id == r.ServiceId, "service_not_found", "There is no such service among yours."))
            .On<ListServiceBackups, Result<ServiceBackups>>(_ => new ServiceBackups(3, Backups))
            .On<QuoteUpgrade, Result<UpgradeQuote>>(Quote)
            .On<BackUpService, Result<BackupView>>(r => Backup(r.ServiceId, time.GetUtcNow()))
            .On<RestoreService, Result<ServiceActivity>>(_ => Activity(LifecycleKind.Restore))
            .On<ResetServicePassword, Result<ServiceActivity>>(_ => Activity(LifecycleKind.ResetPassword))
            .On<OpenTicket, Result<TicketView>>(Open)
            .On<ListTickets, Result<Page<TicketView>>>(_ => new Page<TicketView>([.. Tickets.Where(t => t.State != "closed")], null))
            .On<GetTicket, Result<TicketView>>(r => Find(Tickets, t => t.Number == r.IdOrNumber, "ticket_not_found", "There is no such ticket among yours."))
            .On<ReplyToTicket, Result<TicketView>>(r => Find(Tickets, t => t.Number == r.IdOrNumber, "ticket_not_found", "There is no such ticket among yours."))
            .On<SearchKnowledge, Result<IReadOnlyList<FoundArticle>>>(_ => Result<IReadOnlyList<FoundArticle>>.Success(Articles))
            .On<CollectQuestion, Result<Done>>(r =>
            {
                Unanswered.Add(r.Text);
                return Result.Done;
            })
            .On<GetHandoffSituation, Result<HandoffSituation>>(_ => Situation)
            .On<RateConversation, Result<Done>>(r => AwaitsRating ? Given(r) : Domain.Conversations.Handoff.HandoffErrors.SurveyNotOpen)
            .On<SendTranscript, Result<Done>>(_ => Result.Done)
            .On<RateArticle, Result<Done>>(r =>
            {
                Ratings.Add((r.Slug, r.Helpful));
                return Result.Done;
            })
            .On<RequestSignInCode, Result<SignInCodeSent>>(r => new SignInCodeSent(r.Email, time.GetUtcNow().AddMinutes(5), time.GetUtcNow().AddMinutes(1)))
            .On<VerifySignInCode, Result<SignedInCustomer>>(r => r.Code == Code
                ? new SignedInCustomer(CustomerId, UserId, "Ada", r.Email, IsNew: false)
                : Error.Validation("code_wrong", "That code is not right."))
            .On<OfferConfirmation, Result<ConfirmationOffered>>(r => Offer(r, actors))
            .On<ConsumeConfirmation, Result<ConfirmedContent>>(r => Consume(r, actors))
            .On<WithdrawConfirmation, Result<Done>>(Withdraw);
    }

    public FakeMediator Mediator { get; }

    public string Code { get; set; } = "123456";

    public decimal PriceFactor { get; set; } = 1;

    public List<ProductView> Products { get; } =
    [
        Vps("vps-s", "VPS S", 2, 1, 40, 500), Vps("vps-m", "VPS M", 4, 2, 80, 1000), Vps("vps-l", "VPS L", 8, 4, 160, 2000),
        new(Guid.CreateVersion7(), "hosting-starter", "Hosting Starter", ProductType.Hosting, "One website", new ProductSpecs(null, null, 10, null, 1),
            [Price(BillingCycle.Monthly, 300)], true, [], []),
    ];

    public List<FoundArticle> Articles { get; } = [];

    public List<string> Unanswered { get; } = [];

    public List<(string Slug, bool Helpful)> Ratings { get; } = [];

    public List<OrderView> Orders { get; } = [];

    public List<InvoiceView> Invoices { get; } = [];

    public List<ServiceView> Services { get; } = [];

    public List<BackupView> Backups { get; } = [];

    public List<TicketView> Tickets { get; } = [];

    public Money Credit { get; set; } = Usd(0);

    public List<OrderDraft> Placed { get; } = [];

    public static Money Usd(long cents) => new(cents, Currency.Usd);

    public static ServiceView Service(string label, string observed = "running", params string[] actions) => new(
        Guid.CreateVersion7(), label, "VPS M", "active", observed, "192.0.2.10", null, "Frankfurt", "debian-12", 4, 2, 80,
        new DateTimeOffset(2026, 12, 20, 23, 0, 0, TimeSpan.Zero), Usd(1000), actions.Length == 0 ? ["stop", "reboot", "shutdown"] : actions, null, null)
    {
        // Midnight where the company is: a day of its calendar, not of UTC's.
        NextDueOn = new DateOnly(2026, 12, 21),
    };

    public static BackupView Backup(Guid serviceId, DateTimeOffset at) =>
        new(Guid.CreateVersion7(), serviceId, BackupPurpose.Requested, BackupState.Done, at, at, 1 << 30);

    public static ServiceActivity Activity(LifecycleKind kind, LifecycleJobState state = LifecycleJobState.Running) => new(
        Guid.CreateVersion7(), kind, state, 40, DateTimeOffset.UnixEpoch, null, [new ProgressStep("Shutting the server down", "active")]);

    public static InvoiceView Invoice(string number, long cents, string state = "open") => new(
        Guid.CreateVersion7(), number, state, [new InvoiceLineView("VPS M, monthly", 1, Usd(cents), Usd(0), 0)], Usd(cents), Usd(0), Usd(cents),
        state == "open" ? Usd(cents) : Usd(0), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(7), null, null, null)
    {
        IssuedOn = new DateOnly(1970, 1, 1),
        DueOn = new DateOnly(1970, 1, 8),
    };

    public static OrderView Order(string number, string state = "pending") => new(
        Guid.CreateVersion7(), number, state, "VPS M, monthly", Usd(1190), DateTimeOffset.UnixEpoch, Guid.CreateVersion7(), "INV-2026-000001", [], null);

    public static TicketView Ticket(string number, string state = "open") => new(
        Guid.CreateVersion7(), number, "Slow disk", state, "normal", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null,
        [new TicketMessageView(Guid.CreateVersion7(), "customer", "Ada", "My disk is slow", DateTimeOffset.UnixEpoch)]);

    private static ProductView Vps(string code, string name, int ram, int cores, int disk, long cents) => new(
        Guid.CreateVersion7(), code, name, ProductType.Vps, "A virtual server", new ProductSpecs(ram, cores, disk, 4, null),
        [Price(BillingCycle.Monthly, cents), Price(BillingCycle.Annual, cents * 10)], true, ["debian-12", "ubuntu-24.04"], ["Frankfurt"]);

    private static PriceView Price(BillingCycle cycle, long cents) => new(cycle, Usd(cents), Usd(0));

    private static Result<T> Find<T>(List<T> all, Func<T, bool> match, string code, string message)
        where T : class => all.FirstOrDefault(match) is { } found ? found : Error.NotFound(code, message);

    private Result<OrderQuote> Quote(OrderDraft draft)
    {
        var product = Products.First(p => p.Code == draft.ProductCode);
        var price = product.PriceFor(draft.Cycle, Currency.Usd)!.Price.MultiplyRounded(PriceFactor);
        var tax = price.MultiplyRounded(0.19m);
        return new OrderQuote(
            draft, product.Name, [new QuoteLine($"{product.Name}, {draft.Cycle}", 1, price)], price, tax, "VAT 19%", price + tax, $"{draft}{price}");
    }

    private Result<UpgradeQuote> Quote(QuoteUpgrade request)
    {
        var (service, product) = (Services.First(s => s.Id == request.ServiceId), Products.First(p => p.Code == request.ProductCode));
        var present = Products.First(p => p.Name == service.ProductName);
        if (present == product || present.Type != product.Type)
        {
            return present == product ? SubscriptionErrors.SamePlan : SubscriptionErrors.OtherKind;
        }

        if (product.Specs.DiskGb < service.DiskGb)
        {
            return SubscriptionErrors.DiskTooSmall;
        }

        var (price, dearer) = (product.Prices[0].Price, product.Prices[0].Price > present.Prices[0].Price);
        var day = new DateOnly(2026, 12, 21);
        return new UpgradeQuote(
            service.Id, service.Label, present.Name, product.Code, product.Name, "monthly", dearer ? "now" : "at_renewal", day, [], Usd(0), Usd(0), "VAT 19%",
            dearer ? price - present.Prices[0].Price : Usd(0), price, price, day, _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(15), "hash");
    }

    private Result<OrderPlaced> Place(PlaceOrder request)
    {
        var quote = Quote(request.Draft).Value;
        if (request.ExpectedContentHash != quote.ContentHash)
        {
            return Error.Conflict("quote_changed", "The price has changed.");
        }

        Placed.Add(request.Draft);
        return new OrderPlaced(Guid.CreateVersion7(), "ORD-2026-000007", Guid.CreateVersion7(), "INV-2026-000007", quote.Total, _time.GetUtcNow().AddHours(1));
    }

    private Result<TicketView> Open(OpenTicket request)
    {
        var ticket = Ticket("TCK-2026-000003") with { Subject = request.Subject };
        Tickets.Add(ticket);
        return ticket;
    }

    private Result<ConfirmationOffered> Offer(OfferConfirmation request, ActorContext actors)
    {
        var customer = (Actor.Customer)actors.Current;
        foreach (var earlier in _confirmations.Values)
        {
            earlier.Withdraw();
        }

        var token = $"token{_confirmations.Count + 1}";
        _confirmations[token] = Confirmation.Create(
            Guid.CreateVersion7(), token, customer.ConversationId!.Value, customer.UserId, request.Skill, request.ContentHash, request.Content, request.Amount,
            _time.GetUtcNow(), TimeSpan.FromMinutes(30));
        return new ConfirmationOffered(_confirmations[token].Id, token, _confirmations[token].ExpiresAt);
    }

    private Result<ConfirmedContent> Consume(ConsumeConfirmation request, ActorContext actors)
    {
        var customer = (Actor.Customer)actors.Current;
        return _confirmations.TryGetValue(request.Token, out var found)
            ? found.Consume(customer.ConversationId!.Value, customer.UserId, _time.GetUtcNow())
                .Map(_ => new ConfirmedContent(found.Skill, found.ContentHash, found.Content, found.Amount))
            : ConfirmationErrors.NotFound;
    }

    private Result<Done> Withdraw(WithdrawConfirmation request)
    {
        _confirmations.GetValueOrDefault(request.Token)?.Withdraw();
        return Result.Done;
    }
}
