using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>Brings a backup back. It destroys what came after the backup, so that is said and confirmed (C05).</summary>
internal sealed class RestoreBackupSkill : ISkill
{
    public string Name => SkillNames.RestoreBackup;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot(), new BackupSlot()];

    public string Topic(BotTexts texts) => texts.Lifecycle.RestoreTopic;

    public Task PrepareAsync(SkillContext context, CancellationToken ct) => ServiceSlot.ResolveAsync(context, ct);

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var id = Guid.Parse(context[SlotNames.Service]!);
        var service = await context.SendAsync(new GetService(id), ct);
        if (service.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.Service, id.ToString());
        var backup = (await BackupSlot.OfferedAsync(context, ct)).FirstOrDefault(b => b.Id.ToString() == context[BackupSlot.Key]);
        if (backup is null)
        {
            return context.Refuse(ServiceErrors.BackupNotFound);
        }

        var texts = context.Texts.Lifecycle;
        var card = new Card
        {
            Type = "restore",
            Title = texts.RestoreTitle(service.Value.Label),
            Text = texts.RestoreText(backup.CreatedAt),
            Facts = [new CardFact(texts.Server, service.Value.Label), new CardFact(texts.BackupDate, texts.BackupName(backup.CreatedAt))],
        };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), null, texts.RestoreButton, "danger"));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var id = Guid.Parse(context[SlotNames.Service]!);
        var service = await context.SendAsync(new GetService(id), ct);
        if (service.Error is { } error)
        {
            return context.Refuse(error);
        }

        var asked = await context.SendAsync(new RestoreService(id, Guid.Parse(context[BackupSlot.Key]!)), ct);
        if (asked.Error is { } refused)
        {
            return context.Refuse(refused);
        }

        context.Turn.Decide($"asked to bring backup {context[BackupSlot.Key]} of service {id} back");
        context.Say(context.Texts.Lifecycle.RestoreAsked(service.Value.Label));
        return Step.Finish;
    }
}

/// <summary>Which backup; asked even when there is one, since its date matters.</summary>
internal sealed class BackupSlot() : Slot(Key)
{
    public const string Key = "backup";

    public static async Task<IReadOnlyList<BackupView>> OfferedAsync(SkillContext context, CancellationToken ct)
    {
        var listed = await context.SendAsync(new ListServiceBackups(Guid.Parse(context[SlotNames.Service]!)), ct);
        return listed.IsSuccess ? [.. listed.Value.Items.Where(b => b.State is BackupState.Done)] : [];
    }

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var service = await context.SendAsync(new GetService(Guid.Parse(context[SlotNames.Service]!)), ct);
        if (service.Error is { } error)
        {
            return context.Refuse(error);
        }

        var backups = await OfferedAsync(context, ct);
        if (backups.Count == 0)
        {
            context.Show(ChoiceCards.Of(
                context.Texts.Lifecycle.NoBackups(service.Value.Label),
                ChoiceCards.Start(context.Texts, SkillNames.BackupService, (SlotNames.Service, service.Value.Id.ToString())),
                ChoiceCards.Start(context.Texts, SkillNames.TalkToHuman)));
            return Step.Finish;
        }

        return new Step.Ask(new Question(
            context.Texts.Lifecycle.AskWhichBackup(service.Value.Label),
            [.. backups.Select(b => new Choice(b.Id.ToString(), context.Texts.Lifecycle.BackupName(b.CreatedAt)))]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Guid.TryParse(value, out var id) && (await OfferedAsync(context, ct)).Any(b => b.Id == id)
            ? new SlotReading.Taken(id.ToString())
            : new SlotReading.Skipped();
}
