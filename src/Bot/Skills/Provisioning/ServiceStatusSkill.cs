using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>One service in full, or the list to pick from.</summary>
internal sealed class ServiceStatusSkill : ISkill
{
    public string Name => SkillNames.ServiceStatus;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Service.Topic;

    public async Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.Service] is null && context[SlotNames.Reference] is not null && context.Focused(SlotNames.Service) is { } focused)
        {
            context.Set(SlotNames.Service, focused);
        }

        await ServiceSlot.ResolveAsync(context, ct);
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var services = await context.Turn.ServicesAsync(ct);
        if (context[SlotNames.Service] is null && services.Count > 1)
        {
            context.Show(ServiceCards.List(context.Texts, services));
            return Step.Finish;
        }

        if (context[SlotNames.Service] is null && services.Count == 0)
        {
            context.Show(ChoiceCards.Of(
                context.Texts.Service.None, ChoiceCards.Start(context.Texts, SkillNames.BrowsePlans), ChoiceCards.Start(context.Texts, SkillNames.OrderStatus)));
            return Step.Finish;
        }

        var id = Guid.TryParse(context[SlotNames.Service], out var asked) ? asked : services[0].Id;
        var found = await context.SendAsync(new GetService(id), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.Service, id.ToString());
        context.Show(ServiceCards.Status(context.Texts, found.Value));
        return Step.Finish;
    }
}
