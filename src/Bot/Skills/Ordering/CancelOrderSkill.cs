using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Ordering;

/// <summary>Takes an unpaid order back, after a yes.</summary>
internal sealed class CancelOrderSkill : ISkill
{
    public string Name => SkillNames.CancelOrder;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new UnpaidOrderSlot()];

    public string Topic(BotTexts texts) => texts.Order.CancelTopic;

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetOrder(context[SlotNames.OrderNumber]!), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var order = found.Value;
        if (order.State != "pending")
        {
            context.Show(ChoiceCards.WayOn(context.Texts, context.Texts.Order.OnlyUnpaid(order.Number, order.State)));
            return Step.Finish;
        }

        var card = OrderCards.Order(context.Texts, order) with { Title = context.Texts.Order.CancelTitle(order.Number), Text = context.Texts.Order.CancelText };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), null, context.Texts.Order.CancelConfirm, "danger"));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var cancelled = await context.SendAsync(new CancelOrder(context[SlotNames.OrderNumber]!), ct);
        if (cancelled.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Turn.Decide($"cancelled {cancelled.Value.Number}");
        context.Say(context.Texts.Order.CancelDone(cancelled.Value.Number));
        return Step.Finish;
    }
}

internal sealed class UnpaidOrderSlot() : Slot(SlotNames.OrderNumber)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var orders = await context.SendAsync(new ListOrders(new PageRequest(20)), ct);
        if (orders.Error is { } error)
        {
            return context.Refuse(error);
        }

        var unpaid = orders.Value.Items.Where(o => o.State == "pending").ToList();
        switch (unpaid.Count)
        {
            case 0:
                context.Show(ChoiceCards.WayOn(context.Texts, context.Texts.Order.NothingToCancel));
                return Step.Finish;
            case 1:
                context.Set(Name, unpaid[0].Number);
                return Step.Skip;
            default:
                return new Step.Ask(new Question(
                    context.Texts.Order.AskWhichToCancel,
                    [.. unpaid.Select(o => new Choice(o.Number, $"{o.Number}, {o.Summary}, {context.Texts.Show.Amount(o.Total)}"))]));
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value.Trim().ToUpperInvariant()));
}
