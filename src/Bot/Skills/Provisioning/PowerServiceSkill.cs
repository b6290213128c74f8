using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>Start, stop, reboot, shut down. Whatever interrupts is asked first; the outcome is told when the job has finished.</summary>
internal sealed class PowerServiceSkill : ISkill
{
    public string Name => SkillNames.PowerService;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot(), new PowerActionSlot()];

    public string Topic(BotTexts texts) => texts.Service.PowerTopic;

    public Task PrepareAsync(SkillContext context, CancellationToken ct) => ServiceSlot.ResolveAsync(context, ct);

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var action = Read(context);
        var found = await context.SendAsync(new GetService(Guid.Parse(context[SlotNames.Service]!)), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var service = found.Value;
        context.Focus(SlotNames.Service, service.Id.ToString());
        if (!service.PowerActions.Contains(context[SlotNames.Action]!, StringComparer.OrdinalIgnoreCase))
        {
            context.Show(ServiceCards.Status(
                context.Texts, service, text: context.Texts.Service.NotPossible(service.Label, ServiceCards.State(context.Texts, service), service.PowerActions)));
            return Step.Finish;
        }

        if (action == PowerAction.Start)
        {
            return Step.Skip;
        }

        var card = new Card
        {
            Type = "power",
            Title = context.Texts.Service.ConfirmTitle(action, service.Label),
            Text = context.Texts.Service.ConfirmText(action),
        };
        return new Step.Offer(new ConfirmationCard(
            card, FrameRunner.HashOf(context.Frame), null, context.Texts.Service.ConfirmButton(action), action == PowerAction.Stop ? "danger" : "primary"));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var action = Read(context);
        var asked = await context.SendAsync(new PowerService(Guid.Parse(context[SlotNames.Service]!), action), ct);
        if (asked.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Turn.Decide($"asked for {action} of service {asked.Value.Id}");
        context.Say(context.Texts.Service.Asked(action, asked.Value.Label));
        return Step.Finish;
    }

    private static PowerAction Read(SkillContext context) => Enum.Parse<PowerAction>(context[SlotNames.Action]!, ignoreCase: true);
}

internal sealed class PowerActionSlot() : Slot(SlotNames.Action)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var service = (await context.Turn.ServicesAsync(ct)).FirstOrDefault(s => s.Id.ToString() == context[SlotNames.Service]);
        if (service is null || service.PowerActions.Count == 0)
        {
            context.Say(context.Texts.Service.NotPossible(
                service?.Label ?? string.Empty, service is null ? string.Empty : ServiceCards.State(context.Texts, service), []));
            return Step.Finish;
        }

        return new Step.Ask(new Question(
            context.Texts.Service.AskAction(service.Label),
            [.. service.PowerActions.Select(a => new Choice(a, context.Texts.Service.ActionLabel(a)))]));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(value.ToLowerInvariant() is "start" or "stop" or "reboot" or "shutdown"
            ? new SlotReading.Taken(value.ToLowerInvariant())
            : new SlotReading.Skipped());
}
