using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Billing;

internal sealed class ListInvoicesSkill : ISkill
{
    public string Name => SkillNames.ListInvoices;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Billing.Topic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.InvoiceNumber] is { } number)
        {
            var one = await context.SendAsync(new GetInvoice(number), ct);
            return one.Error is { } absent ? context.Refuse(absent) : Shown(context, [one.Value]);
        }

        var found = await context.SendAsync(new ListInvoices(new PageRequest(10)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        if (found.Value.Items.Count == 0)
        {
            context.Say(context.Texts.Billing.None);
            return Step.Finish;
        }

        return Shown(context, found.Value.Items);
    }

    private static Step Shown(SkillContext context, IReadOnlyList<InvoiceView> invoices)
    {
        context.Focus(SlotNames.InvoiceNumber, invoices[0].Number);
        context.Show(InvoiceCards.List(context.Texts, invoices));
        return Step.Finish;
    }
}

/// <summary>Shows the link to the secure payment page. Nothing is charged here: the customer pays on that page, or not.</summary>
internal sealed class PayInvoiceSkill : ISkill
{
    public string Name => SkillNames.PayInvoice;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new UnpaidInvoiceSlot()];

    public string Topic(BotTexts texts) => texts.Billing.PayTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetInvoice(context[SlotNames.InvoiceNumber]!), ct);
        if (found.Error is { } absent)
        {
            return context.Refuse(absent);
        }

        var invoice = found.Value;
        context.Focus(SlotNames.InvoiceNumber, invoice.Number);
        if (invoice.State == "paid")
        {
            context.Say(context.Texts.Billing.AlreadyPaid(invoice.Number));
            return Step.Finish;
        }

        var link = await context.SendAsync(new GetPaymentLink(invoice.Id), ct);
        if (link.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Show(InvoiceCards.Payment(context.Texts, invoice, link.Value));
        return Step.Finish;
    }
}

internal sealed class UnpaidInvoiceSlot() : Slot(SlotNames.InvoiceNumber)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new ListInvoices(new PageRequest(20), UnpaidOnly: true), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var unpaid = found.Value.Items;
        switch (unpaid.Count)
        {
            case 0:
                context.Say(context.Texts.Billing.NothingToPay);
                return Step.Finish;
            case 1:
                context.Set(Name, unpaid[0].Number);
                return Step.Skip;
            default:
                return new Step.Ask(new Question(
                    context.Texts.Billing.AskWhich,
                    [.. unpaid.Select(i => new Choice(i.Number, context.Texts.Billing.Choice(i.Number, i.AmountDue)))]));
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value.Trim().ToUpperInvariant()));
}
