using System.Globalization;
using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Billing.Links;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>What the customer has as credit and what they owe, straight from the ledger.</summary>
internal sealed class WalletBalanceSkill : ISkill
{
    public string Name => SkillNames.WalletBalance;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Account.WalletTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetCustomerBalance(), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var nothing = Money.Zero(await context.Turn.CurrencyAsync(ct));
        IReadOnlyList<CustomerBalance> balances = found.Value.Count > 0 ? found.Value : [new CustomerBalance(nothing.Currency.Code, nothing, nothing)];
        var texts = context.Texts.Account;
        context.Show(new Card
        {
            Type = "wallet",
            Title = texts.WalletTitle,
            Text = texts.WalletText(balances.Any(b => b.Credit.IsPositive)),
            Facts = [.. balances.SelectMany(b => new CardFact[] { new(texts.Credit, context.Texts.Show.Amount(b.Credit)), new(texts.Owed, context.Texts.Show.Amount(b.Owed)) })],
            Actions =
            [
                ChoiceCards.Start(context.Texts, SkillNames.AddFunds),
                .. balances.Any(b => b.Owed.IsPositive) ? new[] { ChoiceCards.Start(context.Texts, SkillNames.PayInvoice) } : [],
            ],
        });
        return Step.Finish;
    }
}

/// <summary>Shows the way to the payment page for credit. Nothing is charged here: the customer pays on that page, or not.</summary>
internal sealed class AddFundsSkill : ISkill
{
    public string Name => SkillNames.AddFunds;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new TopUpAmountSlot()];

    public string Topic(BotTexts texts) => texts.Account.AddFundsTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var currency = await TopUpAmountSlot.CurrencyOfAsync(context, ct);
        if (SaidAmount.Read(context[SlotNames.Amount], currency) is not { } amount)
        {
            context.Say(context.Texts.Account.RefundAmountOdd(context[SlotNames.Amount]!, currency.Code));
            return Step.Again(SlotNames.Amount);
        }

        var link = await context.SendAsync(new GetTopUpLink(amount), ct);
        if (link.Error is { } error)
        {
            return context.Refuse(error);
        }

        var texts = context.Texts.Account;
        context.Show(new Card
        {
            Type = "payment",
            Title = texts.AddFundsTitle(amount),
            Text = texts.AddFundsText,
            Facts = [new(texts.Credit, context.Texts.Show.Amount(amount)), new(context.Texts.Order.Tax, context.Texts.Order.NoTax), new(context.Texts.Order.TotalNow, context.Texts.Show.Amount(amount))],
            Actions = [new CardAction("pay", context.Texts.Billing.Pay(amount), "primary", link.Value)],
        });
        return Step.Finish;
    }
}

internal sealed class TopUpAmountSlot() : Slot(SlotNames.Amount)
{
    private static readonly int[] Offered = [10, 25, 50, 100];

    public override AnswerKind Kind => AnswerKind.Word;

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var currency = await CurrencyOfAsync(context, ct);
        return new Step.Ask(new Question(
            context.Texts.Account.AskAmount,
            [.. Offered.Select(a => new Choice(
                a.ToString(CultureInfo.InvariantCulture), context.Texts.Show.Amount(new Money(a, currency) * (int)Math.Pow(10, currency.Scale))))]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if (!context.Turn.SignedIn)
        {
            return new SlotReading.Taken(value);
        }

        var currency = await CurrencyOfAsync(context, ct);
        var digits = MoneyGrammar.Normalise(new string([.. value.Where(c => char.IsAsciiDigit(c) || c is '.' or ',')]).Trim('.', ','));
        return SaidAmount.Read(digits, currency) is not null
            ? new SlotReading.Taken(digits)
            : new SlotReading.Refused(context.Texts.Account.RefundAmountOdd(Show.Short(value, 40), currency.Code));
    }

    public static async Task<Currency> CurrencyOfAsync(SkillContext context, CancellationToken ct) =>
        Currency.TryParse(context[SlotNames.Currency], out var named) ? named : await context.Turn.CurrencyAsync(ct);
}
