using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.General;

/// <summary>What cannot be done in chat yet: said so, with two ways on. Never faked.</summary>
internal sealed class NotYetSkill(string name) : ISkill
{
    public static IReadOnlyList<string> Names { get; } =
    [
        SkillNames.CheckDomain, SkillNames.RegisterDomain,
        SkillNames.ListDomains,
        SkillNames.RenewDomain, SkillNames.TransferDomain, SkillNames.ManageDns, SkillNames.RequestCertificate,
        SkillNames.UpdateProfile, SkillNames.DataRequest,
    ];

    public string Name => name;

    public Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts;
        context.Turn.State.Said = context.Turn.Said ?? texts.Chat.Label(name);
        context.Turn.Decide($"{name} cannot be done in chat yet");
        context.Show(ChoiceCards.Of(
            texts.Chat.NotYet(texts.Chat.Doing(name)),
            ChoiceCards.Start(texts, SkillNames.OpenTicket, (Support.OpenTicketSkill.About, Support.OpenTicketSkill.Said)),
            ChoiceCards.Start(texts, SkillNames.TalkToHuman)));
        return Task.FromResult(Step.Finish);
    }
}
