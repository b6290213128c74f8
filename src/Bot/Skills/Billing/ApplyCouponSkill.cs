using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Puts a coupon on the order in progress, on one that waits for its payment (after a yes), or keeps it for the next one.</summary>
internal sealed class ApplyCouponSkill : ISkill
{
    public string Name => SkillNames.ApplyCoupon;

    public IReadOnlyList<Slot> Slots { get; } = [new CouponCodeSlot(), new CouponOrderSlot()];

    public string Topic(BotTexts texts) => texts.Account.CouponTopic;

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        if (InProgress(context) is not null || context[SlotNames.OrderNumber] is not { } number || !context.Turn.SignedIn)
        {
            return Step.Skip;
        }

        var code = context[SlotNames.CouponCode]!;
        var quoted = await context.SendAsync(new QuoteCoupon(number, code), ct);
        if (quoted.Error is { } error)
        {
            return context.Refuse(error);
        }

        var quote = quoted.Value;
        return new Step.Offer(new ConfirmationCard(
            AccountCards.Coupon(context.Texts, code, quote), quote.ContentHash, quote.Total, context.Texts.Account.UseCoupon(quote.Total)));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var code = context[SlotNames.CouponCode]!;
        if (InProgress(context) is { } order)
        {
            order.Slots[SlotNames.CouponCode] = code;
            context.Say(context.Texts.Account.CouponOnOrder(code));
            return Step.Finish;
        }

        if (context.ConfirmedHash is null)
        {
            context.Focus(SlotNames.CouponCode, code);
            context.Show(ChoiceCards.Of(context.Texts.Account.CouponKept(code), ChoiceCards.Start(context.Texts, SkillNames.BrowsePlans)));
            return Step.Finish;
        }

        var applied = await context.SendAsync(new ApplyCoupon(context[SlotNames.OrderNumber]!, code, context.ConfirmedHash), ct);
        if (applied.Error is { Code: "quote_changed" })
        {
            context.Say(context.Texts.Account.CouponChanged);
            return Step.Again();
        }

        return applied.Error is { } error ? context.Refuse(error) : await ShowAsync(context, applied.Value, ct);
    }

    private static async Task<Step> ShowAsync(SkillContext context, OrderPlaced order, CancellationToken ct)
    {
        context.Turn.Decide($"coupon used on {order.OrderNumber}");
        context.Focus(SlotNames.OrderNumber, order.OrderNumber);
        context.Say(context.Texts.Account.CouponUsed(order.OrderNumber, order.InvoiceNumber));
        if (order.InvoiceId is not { } invoice)
        {
            return Step.Finish;
        }

        context.Focus(SlotNames.InvoiceNumber, order.InvoiceNumber!);
        var link = await context.SendAsync(new GetPaymentLink(invoice), ct);
        if (link.Error is { } failed)
        {
            return context.Refuse(failed);
        }

        context.Show(OrderCards.Payment(context.Texts, order, link.Value));
        return Step.Finish;
    }

    /// <summary>The order that is being talked about, not yet placed.</summary>
    internal static Frame? InProgress(SkillContext context) => context.Turn.State.Frames.FindLast(f => f.Skill == SkillNames.OrderService);
}

internal sealed class CouponCodeSlot() : Slot(SlotNames.CouponCode)
{
    public override AnswerKind Kind => AnswerKind.Word;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct) =>
        Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.Account.AskCoupon)));

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(value.Trim().Trim('.', '!', '"', '\'') is { Length: > 0 and <= 200 } code
            ? new SlotReading.Taken(code.ToUpperInvariant())
            : new SlotReading.Skipped());
}

/// <summary>The unpaid order it is for, when there is no order in progress; none where there is no such order.</summary>
internal sealed class CouponOrderSlot() : Slot(SlotNames.OrderNumber)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        if (!context.Turn.SignedIn || ApplyCouponSkill.InProgress(context) is not null)
        {
            return Step.Skip;
        }

        var orders = await context.SendAsync(new ListOrders(new PageRequest(20)), ct);
        var unpaid = orders.IsSuccess ? orders.Value.Items.Where(o => o.State == "pending").ToList() : [];
        switch (unpaid.Count)
        {
            case 0:
                return Step.Skip;
            case 1:
                context.Set(Name, unpaid[0].Number);
                return Step.Skip;
            default:
                return new Step.Ask(new Question(
                    context.Texts.Account.AskCouponOrder, [.. unpaid.Select(o => new Choice(o.Number, $"{o.Number}, {o.Summary}, {context.Texts.Show.Amount(o.Total)}"))]));
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value.Trim().ToUpperInvariant()));
}
