using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

/// <summary>A sentence with buttons under it.</summary>
internal static class ChoiceCards
{
    public const string Type = "choices";

    public static Card Of(string text, params CardAction[] actions) =>
        new() { Type = Type, Text = text, Actions = actions.Length == 0 ? null : actions };

    /// <summary>A question of a frame; its buttons belong to that frame alone.</summary>
    public static Card Question(Frame frame, string slot, Question question) =>
        Of(
            question.Text,
            [
                .. (question.Choices ?? []).Select(c =>
                    new CardAction(ActionIds.Choose(frame.Id, slot, c.Value), c.Label, c.Value == question.Default ? "primary" : "default")),
            ]);

    public static CardAction Start(BotTexts texts, string skill, params (string Slot, string Value)[] slots) =>
        new(ActionIds.Skill(skill, slots), texts.Chat.Label(skill));

    public static Card Menu(BotTexts texts, string text, bool signedIn) => signedIn
        ? Of(text, Start(texts, SkillNames.ServiceStatus), Start(texts, SkillNames.BrowsePlans), Start(texts, SkillNames.ListInvoices), Start(texts, SkillNames.TalkToHuman))
        : Of(text, Start(texts, SkillNames.BrowsePlans), Start(texts, SkillNames.ServiceStatus), Start(texts, SkillNames.SignIn), Start(texts, SkillNames.TalkToHuman));

    public static Card WayOn(BotTexts texts, string text) => Of(text, Start(texts, SkillNames.Help), Start(texts, SkillNames.TalkToHuman));

    public static Card WhatIsTheFile(BotTexts texts) =>
        Of(texts.Chat.WhatIsTheFile, Start(texts, SkillNames.OpenTicket), Start(texts, SkillNames.TalkToHuman));

    public static Card OfferPerson(BotTexts texts) =>
        Of(texts.Chat.OfferPerson, Start(texts, SkillNames.TalkToHuman), Start(texts, SkillNames.OpenTicket), Start(texts, SkillNames.Help));

    /// <summary>Opens the choice of languages; says the others under their own names, for whoever cannot read this one.</summary>
    public static CardAction OtherLanguages(BotTexts texts) =>
        new(ActionIds.Speak(null), string.Join(", ", SpokenLanguages.All.Where(l => l != texts.Code).Select(l => BotTexts.For(l).Language.Name)));

    /// <summary>Every language under its own name.</summary>
    public static Card Languages(BotTexts texts) => Of(texts.Language.Ask, [.. SpokenLanguages.All.Select(l => new CardAction(ActionIds.Speak(l), BotTexts.For(l).Language.Name))]);

    /// <summary>For who writes Hindi in Latin letters.</summary>
    public static Card OfferHindi(BotTexts texts) => Of(texts.Language.OfferHindi, new CardAction(ActionIds.Speak("hi"), BotTexts.For("hi").Language.Name));

    /// <summary>Low confidence: asks, and keeps what was understood of the rest.</summary>
    public static Card DidYouMean(Turn turn, IReadOnlyList<string> skills, IReadOnlyDictionary<string, string> slots)
    {
        (string, string)[] kept = [.. slots.Where(s => s.Value.Length <= 64).Select(s => (s.Key, s.Value))];
        if (skills.Count == 1)
        {
            turn.State.YesMeans = ActionIds.Skill(skills[0], kept);
        }

        return Of(
            turn.Texts.Chat.WhichOne,
            [.. skills.Select((skill, i) => Start(turn.Texts, skill, i == 0 ? kept : [])), .. skills.Contains(SkillNames.TalkToHuman) ? [] : new[] { Start(turn.Texts, SkillNames.TalkToHuman) }]);
    }

    /// <summary>Of no use in the middle of a request: what was settled can be settled otherwise, left, or put to a person.</summary>
    public static Card Sorry(Turn turn, Frame frame, ISkill skill) =>
        Of(
            turn.Texts.Chat.SorryWhatNow,
            [.. Changes(turn, frame, skill), Start(turn.Texts, SkillNames.TalkToHuman), new CardAction(ActionIds.Cancel(frame.Id), turn.Texts.Chat.LeaveIt)]);

    /// <param name="told">Said before the offer.</param>
    public static Card OfferResume(BotTexts texts, string topic, string? told = null) =>
        Of(told is null ? texts.Chat.OfferResume(topic) : $"{told}\n{texts.Chat.OfferResume(topic)}", new CardAction(ActionIds.Resume, texts.Chat.CarryOn, "primary"));

    /// <summary>After "no" to a summary: every question of the request can be asked again.</summary>
    public static Card WhatToChange(Turn turn, Frame frame, ISkill skill) =>
        Of(
            turn.Texts.Chat.WhatToChange,
            [.. Changes(turn, frame, skill), new CardAction(ActionIds.Cancel(frame.Id), turn.Texts.Chat.LeaveIt)]);

    private static IEnumerable<CardAction> Changes(Turn turn, Frame frame, ISkill skill) => skill.Slots
        .Where(s => frame[s.Name] is not null && s.ChangeLabel(turn.Texts) is not null)
        .Select(s => new CardAction(ActionIds.Change(frame.Id, s.Name), s.ChangeLabel(turn.Texts)!));
}
