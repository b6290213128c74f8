using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.General;

internal sealed class GreetSkill : ISkill
{
    private static readonly TimeSpan SameDay = TimeSpan.FromHours(24);

    public string Name => SkillNames.Greet;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts;
        var first = context.Turn.State.LastReply.Count == 0;
        if (context.Turn.State.Frames.Count > 1)
        {
            // In the middle of something: a hello back is enough, the question follows.
            context.Say(texts.Chat.WelcomeBack);
        }
        else if (!context.Turn.IsPrivate)
        {
            // No buttons: a press counts for the person whose conversation the card belongs to, and here everybody sees it.
            context.Say(texts.Chat.WelcomeTogether);
        }
        else
        {
            context.Show(ChoiceCards.Menu(texts, first ? texts.Chat.Welcome : Back(context), context.Turn.SignedIn));
        }

        return Task.FromResult(Step.Finish);
    }

    /// <summary>Whoever comes back the same day after a person's help need not tell it all again.</summary>
    private static string Back(SkillContext context) =>
        context.Turn.State.Settled is { } settled && context.Now - settled.At < SameDay
            ? context.Texts.Handoff.WelcomeBackAfter(settled.By, settled.Summary)
            : context.Texts.Chat.WelcomeBack;
}

internal sealed class HelpSkill : ISkill
{
    private static readonly string[] Offered =
    [
        SkillNames.BrowsePlans, SkillNames.OrderService, SkillNames.OrderStatus, SkillNames.ServiceStatus, SkillNames.ListInvoices,
        SkillNames.PayInvoice, SkillNames.OpenTicket, SkillNames.TicketStatus, SkillNames.TalkToHuman,
    ];

    public string Name => SkillNames.Help;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        context.Show(ChoiceCards.Of(context.Texts.Chat.HelpIntro, [.. Offered.Select(s => ChoiceCards.Start(context.Texts, s)), ChoiceCards.OtherLanguages(context.Texts)]));
        return Task.FromResult(Step.Finish);
    }
}

internal sealed class ThanksSkill : ISkill
{
    public string Name => SkillNames.Thanks;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        context.Say(context.Turn.State.Frames.Count > 1 ? context.Texts.Chat.YouAreWelcomeMeanwhile : context.Texts.Chat.YouAreWelcome);
        return Task.FromResult(Step.Finish);
    }
}

internal sealed class GoodbyeSkill : ISkill
{
    public string Name => SkillNames.Goodbye;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        // Whatever is in progress waits in silence: nobody wants to be asked on the way out.
        context.Turn.Prompted.UnionWith(context.Turn.State.Frames.Select(f => f.Id));
        context.Say(context.Texts.Chat.Goodbye);
        return Task.FromResult(Step.Finish);
    }
}

internal sealed class OutOfScopeSkill : ISkill
{
    public string Name => SkillNames.OutOfScope;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        context.Show(ChoiceCards.WayOn(context.Texts, context.Texts.Chat.OutOfScope));
        return Task.FromResult(Step.Finish);
    }
}

/// <summary>Puts the conversation into the queue. Needs no sign-in: anybody may ask for a person.</summary>
internal sealed class TalkToHumanSkill : ISkill
{
    public string Name => SkillNames.TalkToHuman;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var situation = await context.SendAsync(new GetHandoffSituation(), ct);
        if (situation is { IsSuccess: true, Value: { Open: false } closed })
        {
            // Nobody is there to answer: the words go into a ticket instead of a queue nobody looks at.
            context.Turn.Decide("policy: closed, a ticket instead");
            context.Say(context.Texts.Handoff.Closed(closed.BackAt, closed.TimeZone));
            (context.Frame.Skill, context.Frame.InsteadOfPerson) = (SkillNames.OpenTicket, true);
            return Step.Again();
        }

        var reason = context.Turn.Said ?? context.Turn.State.Said;
        var topic = TopicOf.Conversation(context.Turn.State, reason);
        context.Turn.State.Settled = null;
        context.Turn.Handoff = new HandoffRequest(BotTexts.English.Chat.PersonAskedFor(reason), topic);
        context.Turn.Decide($"handed over to a person, topic {topic}");
        context.Say(context.Texts.Chat.HandingOver);
        return Step.Finish;
    }
}
