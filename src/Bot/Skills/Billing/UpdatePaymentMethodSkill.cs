using EzSolutions.Application.Billing.Links;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Shows the saved cards and the way to save another. Card numbers are never typed here: the gateway's page takes them.</summary>
internal sealed class UpdatePaymentMethodSkill : ISkill
{
    public string Name => SkillNames.UpdatePaymentMethod;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Account.CardTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var kept = await context.SendAsync(new ListPaymentMethods(), ct);
        if (kept.Error is { } error)
        {
            return context.Refuse(error);
        }

        var link = await context.SendAsync(new GetCardLink(), ct);
        if (link.Error is { } failed)
        {
            return context.Refuse(failed);
        }

        var texts = context.Texts.Account;
        context.Show(new Card
        {
            Type = "payment_methods",
            Title = texts.CardTitle,
            Text = kept.Value.Count == 0 ? texts.NoCard : texts.CardText,
            Items = kept.Value.Count == 0 ? null : [.. kept.Value.Select(c => Item(texts, c))],
            Actions = [new CardAction("save-card", texts.SaveCard, "primary", link.Value)],
        });
        return Step.Finish;
    }

    private static CardItem Item(AccountTexts texts, PaymentMethodView card)
    {
        var expires = texts.CardExpires(card.ExpiryMonth, card.ExpiryYear);
        return new CardItem(card.Display, card.IsDefault ? $"{texts.CardDefault}, {expires}" : expires);
    }
}
