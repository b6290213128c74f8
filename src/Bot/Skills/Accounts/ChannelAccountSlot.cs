using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Accounts;

/// <summary>
/// On an outside channel a person is known by their account there: it is linked once, and from then on a code to that customer's own address is all
/// that is asked. Never has a value; it only decides whether the questions after it are to be asked.
/// </summary>
internal sealed class ChannelAccountSlot() : Slot("channel_account")
{
    private const string NewLink = "new";

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        if (!context.Turn.IsOutside)
        {
            return Step.Skip;
        }

        if (!context.Turn.SignedIn && context.Frame.Expecting == Name)
        {
            return new Step.Ask(new Question(context.Texts.Link.NotLinkedYet, [new(NewLink, context.Texts.Link.NewLink)]));
        }

        var way = await context.SendAsync(new ChooseSignIn(), ct);
        if (way.Error is { } error)
        {
            return context.Refuse(error);
        }

        switch (way.Value)
        {
            case SignInWay.CodeTo when context.Turn.SignedIn:
                context.Show(ChoiceCards.Of(context.Texts.Link.Linked, new CardAction(ActionIds.Skill(SkillNames.SignOut), context.Texts.Link.Unlink)));
                return Step.Finish;
            case SignInWay.CodeTo linked:
                // Whatever address was named: this account speaks for that customer alone.
                context.Set(SlotNames.Email, linked.Email);
                return Step.Skip;
            case SignInWay.Link link:
                context.Turn.Decide("offered to link the account");
                return new Step.Ask(new Question(context.Texts.Link.Offer, Card: Card(context.Texts, link.Url)));
            case SignInWay.PrivatelyOnly:
                context.Turn.Decide("others read along");
                context.Say(context.Texts.Link.PrivatelyOnly);
                return Step.Finish;
            default:
                return Step.Skip;
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if (value == NewLink)
        {
            context.Frame.StopAsking();
            return Task.FromResult<SlotReading>(new SlotReading.Skipped());
        }

        return Task.FromResult<SlotReading>(new SlotReading.Refused(context.Texts.Link.NotLinkedYet));
    }

    private static Card Card(BotTexts texts, Uri url) => new()
    {
        Type = AccountLinkCard.Type,
        Title = texts.Link.Title,
        Actions =
        [
            new CardAction("link", texts.Link.Open, "primary", url),
            new CardAction(ActionIds.Skill(SkillNames.SignIn), texts.Link.Done),
        ],
    };
}
