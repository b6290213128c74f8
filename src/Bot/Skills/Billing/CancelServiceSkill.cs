using System.Text.RegularExpressions;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Provisioning;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Ends a service at the end of its paid period or now, after a yes to what exactly happens then.</summary>
internal sealed class CancelServiceSkill : ISkill
{
    public string Name => SkillNames.CancelService;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot(), new CancelWhenSlot()];

    public string Topic(BotTexts texts) => texts.Account.CancelTopic;

    public Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        if (context[CancelWhenSlot.SlotName] is null && CancelWhenSlot.Named(context.Turn.Said) is { } when)
        {
            context.Set(CancelWhenSlot.SlotName, when);
        }

        return ServiceSlot.ResolveAsync(context, ct);
    }

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetSubscription(Guid.Parse(context[SlotNames.Service]!)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var when = context[CancelWhenSlot.SlotName];
        context.Focus(SlotNames.Service, found.Value.ServiceId.ToString());
        if (when == CancelWhenSlot.Keep)
        {
            return Keep(context, found.Value);
        }

        if (found.Value.CancelsOn is not null && when == CancelWhenSlot.PeriodEnd)
        {
            return Step.Again(CancelWhenSlot.SlotName);
        }

        var now = when == CancelWhenSlot.Now;
        return new Step.Offer(new ConfirmationCard(
            PlanChangeCards.Cancel(context.Texts, found.Value, now), FrameRunner.HashOf(context.Frame), null, context.Texts.Account.CancelConfirm(now), "danger"));
    }

    private static Step Keep(SkillContext context, SubscriptionView subscription)
    {
        if (subscription.CancelsOn is null)
        {
            context.Say(context.Texts.Account.NotCancelled(subscription.Label));
            return Step.Finish;
        }

        return new Step.Offer(new ConfirmationCard(
            PlanChangeCards.Keep(context.Texts, subscription), FrameRunner.HashOf(context.Frame), null, context.Texts.Account.KeepConfirm));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        if (context[CancelWhenSlot.SlotName] == CancelWhenSlot.Keep)
        {
            var kept = await context.SendAsync(new ReactivateService(Guid.Parse(context[SlotNames.Service]!)), ct);
            if (kept.Error is { } refused)
            {
                return context.Refuse(refused);
            }

            context.Turn.Decide($"kept service {kept.Value.ServiceId}");
            context.Say(context.Texts.Account.KeepDone(kept.Value.Label));
            return Step.Finish;
        }

        var when = context[CancelWhenSlot.SlotName] == CancelWhenSlot.Now ? CancelWhen.Now : CancelWhen.PeriodEnd;
        var cancelled = await context.SendAsync(new CancelService(Guid.Parse(context[SlotNames.Service]!), when), ct);
        if (cancelled.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Turn.Decide($"cancelled service {cancelled.Value.ServiceId} {when}");
        var done = context.Texts.Account.CancelDone(cancelled.Value.Label, cancelled.Value.CancelsOn);
        if (cancelled.Value.CancelsOn is null)
        {
            context.Say(done);
            return Step.Finish;
        }

        var keep = ActionIds.Skill(Name, (SlotNames.Service, cancelled.Value.ServiceId.ToString()), (CancelWhenSlot.SlotName, CancelWhenSlot.Keep));
        context.Show(ChoiceCards.Of(done, new CardAction(keep, context.Texts.Account.KeepIt)));
        return Step.Finish;
    }
}

internal sealed partial class CancelWhenSlot() : Slot(SlotName)
{
    public const string SlotName = "when";
    public const string Now = "now";
    public const string PeriodEnd = "period_end";

    /// <summary>Not at all: an earlier cancellation is taken back.</summary>
    public const string Keep = "keep";

    /// <summary>A longer text tells more than when.</summary>
    private const int MostWordsOfMention = 8;

    public override string ChangeLabel(BotTexts texts) => texts.Account.ChangeWhen;

    public override string? Mentioned(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= MostWordsOfMention ? Named(text) : null;

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetSubscription(Guid.Parse(context[SlotNames.Service]!)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        if (found.Value.CancelsOn is { } day)
        {
            return new Step.Ask(new Question(
                context.Texts.Account.CancelledAlready(found.Value.Label, day),
                [new(Keep, context.Texts.Account.KeepIt), new(Now, context.Texts.Account.RightNow)]));
        }

        return new Step.Ask(new Question(
            context.Texts.Account.AskWhen(found.Value.Label),
            [new(PeriodEnd, context.Texts.Account.AtPeriodEnd(found.Value.PeriodEnd)), new(Now, context.Texts.Account.RightNow)]));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(value is Now or PeriodEnd or Keep ? new SlotReading.Taken(value) : new SlotReading.Skipped());

    /// <summary>Only what leaves no doubt; everything else is asked.</summary>
    public static string? Named(string? text)
    {
        if (NotAtAll().IsMatch(text ?? ""))
        {
            return Keep;
        }

        if (AtTheEnd().IsMatch(text ?? ""))
        {
            return PeriodEnd;
        }

        return AtOnce().IsMatch(text ?? "") ? Now : null;
    }

    [GeneratedRegex(@"\b(end of (the|this|my|its)?\s*(paid |billing )?(period|month|term|year|cycle)|when (it|the period|the paid time) (ends|runs out|expires|is over))\b|^\W*(at|by) (the|its) end\W*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AtTheEnd();

    [GeneratedRegex(@"\b(keep (it|\S+) after all|keep it|take (it|that|the cancell?ation) back|undo (it|that|the cancell?ation)|(don't|do not) cancel|changed my mind|reactivate)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NotAtAll();

    [GeneratedRegex(@"\b(immediately|right now|right away|at once|straight away)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AtOnce();
}
