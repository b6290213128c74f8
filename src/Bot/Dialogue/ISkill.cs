using EzSolutions.Bot.Texts;

namespace EzSolutions.Bot.Dialogue;

/// <summary>When a skill needs a signed-in customer.</summary>
internal enum SignInRule
{
    Never,

    /// <summary>Before anything else: its questions already show what belongs to the customer.</summary>
    First,

    /// <summary>Only before the confirmation: anybody may look at prices first.</summary>
    BeforeConfirming,
}

/// <summary>
/// One thing a conversation can do (design.md §6). Holds no state: everything is in the context. Reads and effects are Application requests
/// sent as the conversation's actor, so the skill can do no more than its customer may.
/// </summary>
internal interface ISkill
{
    /// <summary>One of <see cref="Understanding.SkillNames"/>.</summary>
    string Name { get; }

    /// <summary>What it needs to know, in the order it asks.</summary>
    IReadOnlyList<Slot> Slots => [];

    SignInRule SignIn => SignInRule.Never;

    /// <summary>What it is called in "Back to …".</summary>
    string Topic(BotTexts texts) => texts.Chat.ThisTopic;

    /// <summary>Turns what was said into slots (a size into a plan). Called before the slots are looked at; calling it twice changes nothing.</summary>
    Task PrepareAsync(SkillContext context, CancellationToken ct) => Task.CompletedTask;

    /// <summary>C05: offers a confirmation when the request spends, destroys or reveals; skips otherwise.</summary>
    Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct) => Task.FromResult(Step.Skip);

    /// <summary>Does it, once every slot is filled and what had to be confirmed is.</summary>
    Task<Step> RunAsync(SkillContext context, CancellationToken ct);
}
