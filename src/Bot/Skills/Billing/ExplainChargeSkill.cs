using System.Globalization;
using EzSolutions.Application.Billing.Charges;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Says what a charge is for, from the invoice's lines and the ledger, and cites their numbers.</summary>
internal sealed class ExplainChargeSkill : ISkill
{
    public string Name => SkillNames.ExplainCharge;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Account.ChargeTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        decimal? amount = decimal.TryParse(context[SlotNames.Amount], NumberStyles.Number, CultureInfo.InvariantCulture, out var said) ? said : null;
        var number = context[SlotNames.InvoiceNumber] ?? (amount is null && context[SlotNames.Reference] is not null ? context.Focused(SlotNames.InvoiceNumber) : null);
        var explained = await context.SendAsync(new ExplainCharge(number, number is null ? amount : null, context[SlotNames.Currency]), ct);
        if (explained.Error is { Code: "invoice_not_found" })
        {
            context.Turn.Decide("no such charge");
            context.Show(ChoiceCards.Of(
                context.Texts.Account.NoSuchCharge, ChoiceCards.Start(context.Texts, SkillNames.ListInvoices), ChoiceCards.Start(context.Texts, SkillNames.TalkToHuman)));
            return Step.Finish;
        }

        if (explained.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.InvoiceNumber, explained.Value[0].Invoice.Number);
        foreach (var charge in explained.Value)
        {
            context.Turn.Decide($"explained {charge.Invoice.Number}");
            context.Show(AccountCards.Charge(context.Texts, charge));
        }

        return Step.Finish;
    }
}
