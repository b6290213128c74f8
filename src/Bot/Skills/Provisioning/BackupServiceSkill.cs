using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>Backs a server up. Asked about first where the new backup makes an old one go.</summary>
internal sealed class BackupServiceSkill : ISkill
{
    public string Name => SkillNames.BackupService;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot()];

    public string Topic(BotTexts texts) => texts.Lifecycle.BackupTopic;

    public Task PrepareAsync(SkillContext context, CancellationToken ct) => ServiceSlot.ResolveAsync(context, ct);

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var id = Guid.Parse(context[SlotNames.Service]!);
        var found = await context.SendAsync(new GetService(id), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.Service, id.ToString());
        var backups = await context.SendAsync(new ListServiceBackups(id), ct);
        if (backups.Error is { } noList)
        {
            return context.Refuse(noList);
        }

        var requested = backups.Value.Items.Where(b => b is { Purpose: BackupPurpose.Requested, State: BackupState.Done }).ToList();
        if (requested.Count < backups.Value.Kept)
        {
            return Step.Skip;
        }

        var texts = context.Texts.Lifecycle;
        var card = new Card
        {
            Type = "backup",
            Title = texts.BackupRoomTitle(found.Value.Label),
            Text = texts.BackupRoomText(backups.Value.Kept),
            Facts = [new CardFact(texts.MakesRoom, texts.BackupName(requested.Min(b => b.CreatedAt)))],
        };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), null, texts.BackupButton));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var id = Guid.Parse(context[SlotNames.Service]!);
        var service = await context.SendAsync(new GetService(id), ct);
        if (service.Error is { } error)
        {
            return context.Refuse(error);
        }

        var asked = await context.SendAsync(new BackUpService(id), ct);
        if (asked.Error is { } refused)
        {
            return context.Refuse(refused);
        }

        context.Turn.Decide($"asked for backup {asked.Value.Id} of service {id}");
        context.Say(context.Texts.Lifecycle.BackupAsked(service.Value.Label));
        return Step.Finish;
    }
}
