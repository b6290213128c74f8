using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Disputes;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing;

internal enum LedgerOperation
{
    Invoice,
    Pay,
    PayAgain,
    TopUp,
    Spend,
    Give,
    TakeBack,
    Credit,
    CreditAll,
    Void,
    WriteOff,
    Overdue,
    Refund,
    RefundFails,
    Dispute,
    Fee,
}

/// <param name="Pick">Which customer or invoice, modulo how many there are.</param>
/// <param name="Amount">In minor units; sometimes more than there is, or nonsense.</param>
internal sealed record LedgerCommand(LedgerOperation Operation, int Pick, long Amount);

/// <summary>
/// Drives the books of a few customers by random commands, through the code the use cases run on. Each command is a unit of work inside the
/// transaction of its group: one that is refused leaves nothing behind.
/// </summary>
internal sealed class LedgerMachine(IServiceProvider services, IReadOnlyList<Guid> customers, string currency = "USD")
{
    private const int Kept = 24;

    private static int _machines;

    /// <summary>Machines that share customers never make the same payment.</summary>
    private readonly int _number = Interlocked.Increment(ref _machines);
    private readonly Currency _currency = Currency.Of(currency);
    private readonly List<Guid> _invoices = [];
    private int _payments;
    private string _lastPayment = "";

    public int Done { get; private set; }

    public int Refused { get; private set; }

    public async Task RunAsync(IReadOnlyList<LedgerCommand> commands)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("ledger-machine"));
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var outcome = await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                foreach (var command in commands)
                    await RunAsync(scope.ServiceProvider, unitOfWork, command, ct);
                return Domain.Common.Done.Value;
            },
            CancellationToken.None);
        if (outcome.Error is { } error)
            throw new InvalidOperationException(error.Code);
    }

    /// <summary>One command by itself, as the use cases run it.</summary>
    public async Task RunAsync(LedgerCommand command)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("ledger-machine"));
        await RunAsync(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), command, CancellationToken.None);
    }

    private async Task RunAsync(IServiceProvider scope, IUnitOfWork unitOfWork, LedgerCommand command, CancellationToken ct)
    {
        var done = await unitOfWork.RunAsync(token => ApplyAsync(scope, command, token), ct);
        _ = done.IsSuccess ? Done++ : Refused++;
    }

    private async Task<Result<Done>> ApplyAsync(IServiceProvider scope, LedgerCommand command, CancellationToken ct)
    {
        var store = scope.GetRequiredService<IStore>();
        var ids = scope.GetRequiredService<IIdGenerator>();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        var wallets = scope.GetRequiredService<WalletBook>();
        var books = scope.GetRequiredService<InvoiceBook>();
        var credits = scope.GetRequiredService<CreditNoteBook>();
        var customer = customers[command.Pick % customers.Count];
        var amount = new Money(command.Amount, _currency);
        var reference = $"{_number}-{customer:N}-{Interlocked.Increment(ref _payments)}";

        switch (command.Operation)
        {
            case LedgerOperation.TopUp when amount.IsPositive:
                store.Add(PaymentEffect.Captured(ids.NewId(), "machine", reference, null, amount, now));
                await wallets.TopUpAsync(customer, reference, amount, ct);
                return Domain.Common.Done.Value;
            case LedgerOperation.Give when amount.IsPositive:
                return Only(await wallets.AdjustAsync(customer, reference, amount, "Given", ct));
            case LedgerOperation.TakeBack when amount.IsPositive:
                return Only(await wallets.AdjustAsync(customer, reference, -amount, "Taken back", ct));
            case LedgerOperation.Fee when amount.IsPositive:
                await scope.GetRequiredService<FeeBook>().BookAsync("machine", reference, null, amount, ct);
                return Domain.Common.Done.Value;
            case LedgerOperation.Dispute when amount.IsPositive && _lastPayment.Length > 0:
                return await DisputeAsync();
            case LedgerOperation.Invoice:
                return await InvoiceAsync();
            default:
                return await OnInvoiceAsync();
        }

        async Task<Result<Done>> InvoiceAsync()
        {
            if (amount.MinorUnits < 2)
                return BillingErrors.NothingToInvoice;
            var (whole, rest) = (new Money(amount.MinorUnits / 2, _currency), new Money(amount.MinorUnits - (amount.MinorUnits / 2), _currency));
            var rates = new[] { 0m, 7m, 19m, 18m, 25.5m };
            var tax = new TaxTreatment("Tax", rates[command.Pick % rates.Length], command.Pick % 2 == 0, null, null, null);
            var price = PriceCalculator.Calculate([new PricedLine("One", 1, whole), new PricedLine("Two", 1, rest)], tax);
            var invoice = Invoice.Draft(ids.NewId(), customer, price);
            await books.FinaliseAsync(invoice, now.AddDays((command.Pick % 20) - 10), ct);
            _invoices.Add(invoice.Id);
            if (_invoices.Count > Kept)
                _invoices.RemoveAt(0);
            return Domain.Common.Done.Value;
        }

        // As a customer and staff do it; then the bank tells how it ended.
        async Task<Result<Done>> RefundAsync(Invoice invoice, bool works)
        {
            var mediator = scope.GetRequiredService<IMediator>();
            var asked = await mediator.Send(new RequestRefund(invoice.Id, "Random", amount), ct);
            if (asked.Error is { } refused)
                return refused;
            foreach (var refund in asked.Value.Refunds)
            {
                if ((await mediator.Send(new ApproveRefund(refund.Id), ct)).Error is { } spent)
                    return spent;
                var ended = works ? GatewayRefundState.Succeeded : GatewayRefundState.Failed;
                if (refund.Provider != PaymentEffect.WalletProvider)
                    await scope.GetRequiredService<RefundBook>().RecordAsync(refund.Provider, new GatewayRefund($"re-{refund.Id:N}", "", refund.Id, refund.Amount, ended), ct);
            }

            return Domain.Common.Done.Value;
        }

        // The present state of one dispute about the last payment, in any order.
        async Task<Result<Done>> DisputeAsync()
        {
            var state = new[] { DisputeState.Inquiry, DisputeState.NeedsResponse, DisputeState.Won, DisputeState.Lost }[command.Pick % 4];
            var report = new DisputeReport($"dp-{_lastPayment}", _lastPayment, amount, state, MoneyTaken: state is DisputeState.NeedsResponse or DisputeState.Lost, "random", null)
            {
                Fee = state == DisputeState.Inquiry ? null : amount,
            };
            var told = await scope.GetRequiredService<DisputeBook>().RecordAsync(RecordBankTransfer.Provider, report, ct);
            return told.State == InboxState.Processed ? Domain.Common.Done.Value : BillingErrors.EventNotRepeatable;
        }

        async Task<Result<Done>> OnInvoiceAsync()
        {
            if (_invoices.Count == 0 || await store.FindLockedAsync<Invoice>(_invoices[command.Pick % _invoices.Count], ct) is not { } invoice)
                return BillingErrors.InvoiceNotFound;
            switch (command.Operation)
            {
                case LedgerOperation.Pay when amount.IsPositive:
                    await scope.GetRequiredService<PaymentBook>().RecordTransferAsync(invoice, reference, amount, ct);
                    _lastPayment = reference;
                    return Domain.Common.Done.Value;
                case LedgerOperation.PayAgain when amount.IsPositive && _lastPayment.Length > 0:
                    // M05: the same payment once more; the unique index refuses it and nothing of it stays.
                    await scope.GetRequiredService<PaymentBook>().RecordTransferAsync(invoice, _lastPayment, amount, ct);
                    return Domain.Common.Done.Value;
                case LedgerOperation.Refund or LedgerOperation.RefundFails when amount.IsPositive:
                    return await RefundAsync(invoice, command.Operation == LedgerOperation.Refund);
                case LedgerOperation.Spend:
                    return (await wallets.SpendOnAsync(invoice, ct)).IsPositive ? Domain.Common.Done.Value : BillingErrors.WalletInsufficient;
                case LedgerOperation.Credit:
                    return Only(await credits.IssueAsync(invoice, [new CreditRequest(1 + (command.Pick % 2), amount)], "Part", ct));
                case LedgerOperation.CreditAll:
                    return Only(await credits.IssueForAllAsync(invoice, "All", ct));
                case LedgerOperation.Void when invoice is { IsPayable: true, AmountPaid.IsZero: true, AmountCredited.IsZero: true }:
                    await books.VoidAsync(invoice, ct);
                    return Domain.Common.Done.Value;
                case LedgerOperation.WriteOff when invoice.IsPayable:
                    await books.WriteOffAsync(invoice, "Lost", ct);
                    return Domain.Common.Done.Value;
                case LedgerOperation.Overdue:
                    return invoice.MarkOverdue(now) ? Domain.Common.Done.Value : BillingErrors.InvoiceTouched;
                default:
                    return BillingErrors.InvoiceTouched;
            }
        }
    }

    private static Result<Done> Only<T>(Result<T> result) => result.Map(_ => Domain.Common.Done.Value);
}
