using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>A new root password. The old one stops working and the server restarts, so it is confirmed; the new one is never said here (P07).</summary>
internal sealed class ResetCredentialsSkill : ISkill
{
    public string Name => SkillNames.ResetCredentials;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot()];

    public string Topic(BotTexts texts) => texts.Lifecycle.ResetTopic;

    public Task PrepareAsync(SkillContext context, CancellationToken ct) => ServiceSlot.ResolveAsync(context, ct);

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new GetService(Guid.Parse(context[SlotNames.Service]!)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.Service, found.Value.Id.ToString());
        var texts = context.Texts.Lifecycle;
        var card = new Card { Type = "credentials", Title = texts.ResetTitle(found.Value.Label), Text = texts.ResetText };
        return new Step.Offer(new ConfirmationCard(card, FrameRunner.HashOf(context.Frame), null, texts.ResetButton, "danger"));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var id = Guid.Parse(context[SlotNames.Service]!);
        var service = await context.SendAsync(new GetService(id), ct);
        if (service.Error is { } error)
        {
            return context.Refuse(error);
        }

        var asked = await context.SendAsync(new ResetServicePassword(id), ct);
        if (asked.Error is { } refused)
        {
            return context.Refuse(refused);
        }

        context.Turn.Decide($"asked for a new password of service {id}");
        context.Say(context.Texts.Lifecycle.ResetAsked(service.Value.Label));
        return Step.Finish;
    }
}
