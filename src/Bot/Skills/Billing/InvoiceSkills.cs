using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

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
            return one.Error is { } absent ? context.Refuse(absent) : await ShownAsync(context, [one.Value], ct);
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

        return await ShownAsync(context, found.Value.Items, ct);
    }

    private static async Task<Step> ShownAsync(SkillContext context, IReadOnlyList<InvoiceView> invoices, CancellationToken ct)
    {
        context.Focus(SlotNames.InvoiceNumber, invoices[0].Number);
        var links = await context.SendAsync(new GetInvoiceLinks([.. invoices.Select(i => i.Id)]), ct);
        context.Show(InvoiceCards.List(context.Texts, invoices, links.IsSuccess ? links.Value : null));
        return Step.Finish;
    }
}

/// <summary>Shows the link to the secure payment page, where the customer pays or not; or, after a yes, pays with the customer's credit.</summary>
internal sealed class PayInvoiceSkill : ISkill
{
    /// <summary>Set by the button that pays with credit.</summary>
    public const string FromCredit = "from_credit";

    public string Name => SkillNames.PayInvoice;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new UnpaidInvoiceSlot()];

    public string Topic(BotTexts texts) => texts.Billing.PayTopic;

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        if (context[FromCredit] is null)
        {
            return Step.Skip;
        }

        var found = await context.SendAsync(new GetInvoice(context[SlotNames.InvoiceNumber]!), ct);
        if (found.Error is { } absent)
        {
            return context.Refuse(absent);
        }

        var invoice = found.Value;
        if (await CreditForAsync(context, invoice, ct) is not { IsPositive: true } credit)
        {
            context.Take(FromCredit);
            return Step.Skip;
        }

        var card = new Card
        {
            Type = "payment",
            Title = context.Texts.Account.CreditTitle(invoice.Number),
            Text = context.Texts.Account.CreditText,
            Facts =
            [
                .. InvoiceCards.Amounts(context.Texts, invoice),
                new(context.Texts.Billing.AmountDue, context.Texts.Show.Amount(invoice.AmountDue)),
                new(context.Texts.Account.FromCredit, context.Texts.Show.Amount(credit)),
                new(context.Texts.Account.LeftToPay, context.Texts.Show.Amount(invoice.AmountDue - credit)),
            ],
        };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), credit, context.Texts.Account.UseCredit(credit)));
    }

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

        if (context[FromCredit] is not null && context.ConfirmedHash is not null)
        {
            var paid = await context.SendAsync(new SpendCredit(invoice.Id), ct);
            if (paid.Error is { } refused)
            {
                return context.Refuse(refused);
            }

            context.Turn.Decide($"{paid.Value.Spent} of credit on {invoice.Number}");
            context.Say(context.Texts.Account.CreditUsed(invoice.Number, paid.Value.Spent, paid.Value.AmountDue));
            return Step.Finish;
        }

        var link = await context.SendAsync(new GetPaymentLink(invoice.Id), ct);
        if (link.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Show(InvoiceCards.Payment(context.Texts, invoice, link.Value, await CreditForAsync(context, invoice, ct)));
        return Step.Finish;
    }

    /// <summary>As much of what is due as the customer has credit for, in the invoice's currency.</summary>
    private static async Task<Money?> CreditForAsync(SkillContext context, InvoiceView invoice, CancellationToken ct)
    {
        var balances = await context.SendAsync(new GetCustomerBalance(), ct);
        var credit = balances.IsSuccess ? balances.Value.FirstOrDefault(b => b.Currency == invoice.Total.Currency.Code)?.Credit : null;
        return credit is { } some && some > invoice.AmountDue ? invoice.AmountDue : credit;
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
