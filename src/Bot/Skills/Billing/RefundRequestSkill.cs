using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Asks for money back, after a yes; what can be refunded is the books' word, and staff decide.</summary>
internal sealed class RefundRequestSkill : ISkill
{
    public string Name => SkillNames.RefundRequest;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new PaidInvoiceSlot(), new RefundReasonSlot()];

    public string Topic(BotTexts texts) => texts.Account.RefundTopic;

    public async Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.InvoiceNumber] is null && context[SlotNames.OrderNumber] is { } order
            && await context.SendAsync(new GetOrder(order), ct) is { IsSuccess: true, Value.InvoiceNumber: { } number })
        {
            context.Set(SlotNames.InvoiceNumber, number);
        }
    }

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetInvoice(context[SlotNames.InvoiceNumber]!), ct);
        if (found.Error is { } absent)
        {
            return context.Refuse(absent);
        }

        var invoice = found.Value;
        var (amount, odd) = AmountOf(context, invoice);
        if (odd)
        {
            context.Say(context.Texts.Account.RefundAmountOdd(context.Take(SlotNames.Amount)!, invoice.Total.Currency.Code));
        }

        var texts = context.Texts.Account;
        var card = new Card
        {
            Type = "refund",
            Title = texts.RefundTitle(invoice.Number),
            Text = texts.RefundText,
            Items = [.. invoice.Lines.Select(l => new CardItem(l.Description, null, context.Texts.Show.Amount(l.Amount)))],
            Facts =
            [
                .. InvoiceCards.Amounts(context.Texts, invoice),
                new(texts.RefundAmount, amount is { } part ? context.Texts.Show.Amount(part) : texts.RefundAll),
                new(texts.RefundReason, Show.Short(context[SlotNames.Text]!, 200)),
            ],
        };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), amount, texts.AskForRefund));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetInvoice(context[SlotNames.InvoiceNumber]!), ct);
        if (found.Error is { } absent)
        {
            return context.Refuse(absent);
        }

        var asked = await context.SendAsync(new RequestRefund(found.Value.Id, context[SlotNames.Text]!, AmountOf(context, found.Value).Amount), ct);
        if (asked.Error is { } refused)
        {
            return context.Refuse(refused);
        }

        var amount = asked.Value.Refunds.Aggregate(Money.Zero(found.Value.Total.Currency), (sum, r) => sum + r.Amount);
        context.Turn.Decide($"asked for a refund of {amount} on {found.Value.Number}");
        context.Say(context.Texts.Account.RefundAsked(found.Value.Number, amount));
        return Step.Finish;
    }

    /// <summary>Null is all that was paid; an amount that is none is told and dropped.</summary>
    private static (Money? Amount, bool Odd) AmountOf(SkillContext context, InvoiceView invoice)
    {
        if (context[SlotNames.Amount] is not { } said)
        {
            return (null, false);
        }

        var amount = SaidAmount.Read(said, invoice.Total.Currency);
        return (amount, amount is null);
    }
}

internal sealed class PaidInvoiceSlot() : Slot(SlotNames.InvoiceNumber)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new ListInvoices(new PageRequest(20)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var paid = found.Value.Items.Where(i => i.State is "paid" or "partially_paid").ToList();
        switch (paid.Count)
        {
            case 0:
                context.Show(ChoiceCards.WayOn(context.Texts, context.Texts.Account.NothingPaid));
                return Step.Finish;
            case 1:
                context.Set(Name, paid[0].Number);
                return Step.Skip;
            default:
                return new Step.Ask(new Question(
                    context.Texts.Account.AskRefundInvoice,
                    [.. paid.Select(i => new Choice(i.Number, $"{i.Number}, {context.Texts.Show.Amount(i.Total)}, {context.Texts.Show.Day(i.IssuedOn)}"))]));
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value.Trim().ToUpperInvariant()));
}

internal sealed class RefundReasonSlot() : Slot(SlotNames.Text)
{
    private const int MostCharacters = 500;

    public override AnswerKind Kind => AnswerKind.Text;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct) =>
        Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.Account.AskRefundReason)));

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(value.Trim() is { Length: > 0 } text
            ? new SlotReading.Taken(text[..Math.Min(text.Length, MostCharacters)])
            : new SlotReading.Skipped());
}
