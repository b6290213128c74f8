using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Notifications;
using EzSolutions.Bot.Tests.Dialogue;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using EzSolutions.Domain.Support;

namespace EzSolutions.Bot.Tests.Notifications;

public sealed class NotificationTests
{
    private static readonly Guid Conversation = Guid.CreateVersion7();
    private static readonly Guid Customer = Guid.CreateVersion7();
    private static readonly Guid ServiceId = Guid.CreateVersion7();

    private readonly FakePoster _poster = new();

    [Fact]
    public async Task Progress_updates_one_card_in_place_and_becomes_the_status_card()
    {
        var service = Shop.Service("web1") with
        {
            Id = ServiceId,
            State = "pending",
            ObservedState = "provisioning",
            Progress = new ProvisioningProgress(40, "running", [new ProgressStep("Creating the machine", "active")]),
        };
        var sut = Services(() => service);
        await sut.HandleAsync(new ServiceProgressed(ServiceId, Customer, Conversation), default);
        service = service with { State = "active", ObservedState = "running", CredentialsUrl = new Uri("https://shop.example/credentials/x") };
        await sut.HandleAsync(new ServiceReady(ServiceId, Guid.CreateVersion7(), Customer, Conversation), default);

        _poster.Posted.Select(p => p.Entry.Key).Distinct().ShouldBe([$"service:{ServiceId}"]);
        _poster.Posted[0].Entry.Card!.Progress!.Percent.ShouldBe(40);
        var ready = _poster.Posted[1].Entry.Card!;
        ready.Title.ShouldBe("web1 is ready");
        ready.Text!.ShouldContain("ssh root@192.0.2.10");
        ready.Actions![0].Url!.ToString().ShouldBe("https://shop.example/credentials/x");
    }

    [Fact]
    public async Task Failure_says_sorry_and_offers_a_person()
    {
        await Services(() => Shop.Service("web1") with { State = "failed" })
            .HandleAsync(new ServiceFailed(ServiceId, Guid.CreateVersion7(), Customer, Conversation, "storage full: node pve1"), default);
        var card = _poster.Posted.ShouldHaveSingleItem().Entry.Card!;
        card.Text!.ShouldStartWith("Sorry, web1");
        card.Text!.ShouldNotContain("pve1");
        card.Actions!.ShouldHaveSingleItem().Label.ShouldBe("Talk to a person");
    }

    [Theory]
    [InlineData(null, "web1 has rebooted and is back.")]
    [InlineData("it did not answer in time.", "I couldn't reboot web1: it did not answer in time.")]
    public async Task Outcome_of_a_power_action_is_told(string? failure, string expected)
    {
        await Services(() => Shop.Service("web1"))
            .HandleAsync(new PowerActionFinished(ServiceId, Customer, Conversation, PowerAction.Reboot, failure), default);
        _poster.Posted.ShouldHaveSingleItem().Entry.Card!.Text.ShouldBe(expected);
    }

    [Fact]
    public async Task Payment_is_acknowledged_where_the_customer_is()
    {
        _poster.Open = Conversation;
        await Orders().HandleAsync(new InvoicePaid(Guid.CreateVersion7(), "INV-2026-000001", Customer, Guid.CreateVersion7(), Shop.Usd(1190)), default);
        _poster.Posted.ShouldHaveSingleItem().Entry.Text!.ShouldContain("Your payment of $11.90 for invoice INV-2026-000001 has arrived.");
    }

    [Theory]
    [InlineData("de-DE", "Ihre Zahlung von 11,90 $ für die Rechnung INV-2026-000001 ist da.")]
    [InlineData("es", "Ha llegado su pago de 11,90 $ por la factura INV-2026-000001.")]
    [InlineData("hi", "इनवॉइस INV-2026-000001 के लिए आपका $11.90 का भुगतान मिल गया।")]
    public async Task News_is_told_in_the_conversations_language(string locale, string expected)
    {
        (_poster.Open, _poster.Locale) = (Conversation, locale);
        await Orders().HandleAsync(new InvoicePaid(Guid.CreateVersion7(), "INV-2026-000001", Customer, Guid.CreateVersion7(), Shop.Usd(1190)), default);
        _poster.Posted.ShouldHaveSingleItem().Entry.Text!.Replace('\u00A0', ' ').ShouldStartWith(expected);
    }

    [Fact]
    public async Task Failed_payment_can_be_tried_again_from_its_card()
    {
        _poster.Open = Conversation;
        await Orders().HandleAsync(new PaymentFailed(Guid.CreateVersion7(), "INV-2026-000001", Customer, null, "Your card was declined."), default);
        var card = _poster.Posted.ShouldHaveSingleItem().Entry.Card!;
        card.Text!.ShouldContain("Your card was declined.");
        card.Actions![0].Url.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_is_told_when_there_is_no_open_conversation()
    {
        await Orders().HandleAsync(new PaymentFailed(Guid.CreateVersion7(), "INV-2026-000001", Customer, null, "Declined."), default);
        _poster.Posted.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_by_us_is_told_and_by_the_customer_in_chat_is_not_told_twice()
    {
        var happened = new OrderCancelled(Guid.CreateVersion7(), "ORD-2026-000001", Customer, Conversation, "it was not paid in time.");
        await Orders().HandleAsync(happened, default);
        _poster.Posted.ShouldHaveSingleItem().Entry.Text!.ShouldContain("ORD-2026-000001 was cancelled: it was not paid in time.");

        await Orders(new Actor.Customer(Customer, Guid.CreateVersion7(), Assurance.Verified, Conversation)).HandleAsync(happened, default);
        _poster.Posted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ticket_answer_is_shown_as_text_with_a_button_to_answer()
    {
        _poster.Open = Conversation;
        await new TicketNotifications(new Addressee(_poster))
            .HandleAsync(new TicketAnswered(Guid.CreateVersion7(), "TCK-2026-000001", "Slow", Customer, "<b>done</b>"), default);
        var card = _poster.Posted.ShouldHaveSingleItem().Entry.Card!;
        card.Text.ShouldBe("<b>done</b>");
        card.Actions!.ShouldHaveSingleItem().Id.ShouldBe("skill:reply_ticket?ticket_number=TCK-2026-000001");
    }

    [Fact]
    public async Task Work_on_a_service_is_one_card_that_ends_with_what_came_of_it()
    {
        var service = Shop.Service("web1") with { Id = ServiceId };
        var activity = Shop.Activity(LifecycleKind.ResetPassword);
        var sut = new LifecycleNotifications(
            new FakeMediator().On<GetService, Result<ServiceView>>(_ => service).On<GetServiceActivity, Result<ServiceActivity>>(_ => activity),
            new Addressee(_poster));
        var happened = new LifecycleProgressed(activity.Id, ServiceId, Customer, Conversation, LifecycleKind.ResetPassword);

        await sut.HandleAsync(happened, default);
        activity = activity with { State = LifecycleJobState.Done };
        service = service with { CredentialsUrl = new Uri("https://shop.example/credentials/x") };
        await sut.HandleAsync(happened, default);

        _poster.Posted.Select(p => p.Entry.Key).Distinct().ShouldBe([$"activity:{activity.Id}"]);
        _poster.Posted[0].Entry.Card!.ShouldSatisfyAllConditions(
            c => c.Title.ShouldBe("Setting a new password for web1"), c => c.Progress!.Percent.ShouldBe(40));
        _poster.Posted[1].Entry.Card!.ShouldSatisfyAllConditions(
            c => c.Title.ShouldBe("web1 has a new password"), c => c.Actions![0].Label.ShouldBe("Show login details"));
    }

    [Theory]
    [InlineData(SuspensionReason.NonPayment, "invoice", "Pay an invoice")]
    [InlineData(SuspensionReason.Abuse, "talk to us", "Talk to a person")]
    public async Task A_suspension_says_why_and_what_to_do(SuspensionReason reason, string words, string button)
    {
        _poster.Open = Conversation;
        var service = Shop.Service("web1", "stopped", []) with { State = "suspended", SuspendedFor = [reason] };
        var sut = new LifecycleNotifications(
            new FakeMediator().On<GetService, Result<ServiceView>>(_ => service)
                .On<GetServiceActivity, Result<ServiceActivity>>(_ => Shop.Activity(LifecycleKind.Suspend, LifecycleJobState.Done)),
            new Addressee(_poster));

        await sut.HandleAsync(new LifecycleProgressed(Guid.CreateVersion7(), ServiceId, Customer, null, LifecycleKind.Suspend), default);

        var card = _poster.Posted.ShouldHaveSingleItem().Entry.Card!;
        card.Text!.ShouldContain(words);
        card.Actions!.ShouldHaveSingleItem().Label.ShouldBe(button);
    }

    private ServiceNotifications Services(Func<ServiceView> service) =>
        new(new FakeMediator().On<GetService, Result<ServiceView>>(_ => service()), new Addressee(_poster));

    private OrderNotifications Orders(Actor? actor = null)
    {
        var actors = new ActorContext();
        actors.Set(actor ?? new Actor.System("test"));
        var mediator = new FakeMediator().On<GetPaymentLink, Result<Uri>>(r => new Uri($"https://shop.example/pay/{r.InvoiceId:N}"));
        return new OrderNotifications(mediator, new Addressee(_poster), actors);
    }

    private sealed class FakePoster : IConversationPoster
    {
        public Guid? Open { get; set; }

        public List<(Guid Conversation, OutgoingEntry Entry)> Posted { get; } = [];

        public Task<Guid> PostAsync(Guid conversationId, OutgoingEntry entry, CancellationToken ct)
        {
            Posted.Add((conversationId, entry));
            return Task.FromResult(Guid.CreateVersion7());
        }

        public Task RememberAsync(Guid conversationId, Func<string?, string> change, CancellationToken ct) => Task.CompletedTask;

        public Task<Guid?> FindConversationAsync(Guid? beganIn, Guid customerId, CancellationToken ct) => Task.FromResult(beganIn ?? Open);

        public string Locale { get; set; } = "en";

        public Task<string?> LocaleOfAsync(Guid conversationId, CancellationToken ct) => Task.FromResult<string?>(Locale);
    }
}
