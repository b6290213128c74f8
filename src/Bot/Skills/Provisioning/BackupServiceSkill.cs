using System.Text.RegularExpressions;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>Backs a server up, or only tells what backups there are. Asked about first where the new backup makes an old one go.</summary>
internal sealed partial class BackupServiceSkill : ISkill
{
    /// <summary>Slot: the backups are to be shown, not another one made.</summary>
    internal const string Look = "look";

    public string Name => SkillNames.BackupService;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot()];

    public string Topic(BotTexts texts) => texts.Lifecycle.BackupTopic;

    /// <summary>"Are there any backups of web1?"</summary>
    internal static bool OnlyLooks(string text) => Looking().IsMatch(text) && !Making().IsMatch(text);

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

        if (context[Look] is not null)
        {
            ShowBackups(context, found.Value, backups.Value.Items);
            return Step.Finish;
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

    private static void ShowBackups(SkillContext context, ServiceView service, IReadOnlyList<BackupView> all)
    {
        var texts = context.Texts.Lifecycle;
        var done = all.Where(b => b.State == BackupState.Done).OrderByDescending(b => b.CreatedAt).ToList();
        (string, string) of = (SlotNames.Service, service.Id.ToString());
        context.Show(new Card
        {
            Type = "backup",
            Title = texts.BackupsTitle(service.Label),
            Text = done.Count == 0 ? texts.NoBackups(service.Label) : null,
            Facts = done.Count == 0 ? null : [.. done.Select(b => new CardFact(texts.BackupDate, texts.BackupName(b.CreatedAt)))],
            Actions =
            [
                ChoiceCards.Start(context.Texts, SkillNames.BackupService, of),
                .. done.Count == 0 ? [] : new[] { ChoiceCards.Start(context.Texts, SkillNames.RestoreBackup, of) },
            ],
        });
    }

    [GeneratedRegex(
        @"^\W*(hi|hey|hello|ok|so|and|pls|please)?\W*(are\s+there|is\s+there|do\s+(i|u|you|we)\s+have|have\s+(i|we|you)\s+got|any|which|what|when|how\s+(many|old)|list|show|see|view|can\s+i\s+see|where|did)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Looking();

    [GeneratedRegex(@"\b(make|create|take|do\s+a|run|start|back\s+\w+\s+up|back\s+up|please\s+backup)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Making();
}
