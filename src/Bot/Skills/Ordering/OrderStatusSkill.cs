using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Ordering;

internal sealed class OrderStatusSkill : ISkill
{
    private const int MostShown = 3;

    public string Name => SkillNames.OrderStatus;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Order.StatusTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var number = context[SlotNames.OrderNumber] ?? (context[SlotNames.Reference] is null ? null : context.Focused(SlotNames.OrderNumber));
        if (number is not null)
        {
            var found = await context.SendAsync(new GetOrder(number), ct);
            return found.Error is { } error ? context.Refuse(error) : Show(context, found.Value);
        }

        var orders = await context.SendAsync(new ListOrders(new PageRequest(MostShown)), ct);
        if (orders.Error is { } refused)
        {
            return context.Refuse(refused);
        }

        if (orders.Value.Items.Count == 0)
        {
            context.Show(ChoiceCards.Of(context.Texts.Order.None, ChoiceCards.Start(context.Texts, SkillNames.BrowsePlans)));
            return Step.Finish;
        }

        foreach (var order in orders.Value.Items)
        {
            Show(context, order);
        }

        context.Focus(SlotNames.OrderNumber, orders.Value.Items[0].Number);
        return Step.Finish;
    }

    private static Step Show(SkillContext context, OrderView order)
    {
        context.Focus(SlotNames.OrderNumber, order.Number);
        CardAction[] actions = order.State == "pending"
            ?
            [
                .. order.InvoiceNumber is { } invoice
                    ? new CardAction[] { new(ActionIds.Skill(SkillNames.PayInvoice, (SlotNames.InvoiceNumber, invoice)), context.Texts.Billing.Pay(order.Total), "primary") }
                    : [],
                ChoiceCards.Start(context.Texts, SkillNames.CancelOrder, (SlotNames.OrderNumber, order.Number)),
            ]
            : order.ServiceId is { } service
                ? [new CardAction(ActionIds.Skill(SkillNames.ServiceStatus, (SlotNames.Service, service.ToString())), context.Texts.Service.Details)]
                : [];
        context.Show(OrderCards.Order(context.Texts, order, actions));
        return Step.Finish;
    }
}
