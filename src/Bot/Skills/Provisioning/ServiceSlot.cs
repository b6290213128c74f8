using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Provisioning;

/// <summary>Which of the customer's own services. Kept as its id; "it" is the one last spoken of, and the only one needs no question.</summary>
internal sealed class ServiceSlot() : Slot(SlotNames.Service)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var services = await context.Turn.ServicesAsync(ct);
        var focused = context[SlotNames.Reference] is null ? null : services.FirstOrDefault(s => s.Id.ToString() == context.Focused(Name));
        if (services.Count == 0)
        {
            context.Show(ChoiceCards.Of(
                context.Texts.Service.None, ChoiceCards.Start(context.Texts, SkillNames.BrowsePlans), ChoiceCards.Start(context.Texts, SkillNames.OrderStatus)));
            return Step.Finish;
        }

        if (focused is not null || services.Count == 1)
        {
            context.Set(Name, (focused ?? services[0]).Id.ToString());
            return Step.Skip;
        }

        return new Step.Ask(new Question(
            context.Texts.Service.AskWhich,
            [.. services.Select(s => new Choice(s.Id.ToString(), $"{s.Label} ({ServiceCards.State(context.Texts, s)})"))]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if (!context.Turn.SignedIn)
        {
            // Nobody's services are known yet: kept as said, looked up after the sign-in.
            return new SlotReading.Taken(value);
        }

        var found = Find(await context.Turn.ServicesAsync(ct), value);
        return found.Count switch
        {
            0 => new SlotReading.Refused(context.Texts.Service.NotFound(value)),
            1 => new SlotReading.Taken(found[0].Id.ToString()),
            _ => new SlotReading.Skipped(),
        };
    }

    /// <summary>What was named before the sign-in is looked up now.</summary>
    public static async Task ResolveAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.Service] is { } said && context.Turn.SignedIn && !Guid.TryParse(said, out _))
        {
            var found = Find(await context.Turn.ServicesAsync(ct), said);
            if (found.Count == 1)
            {
                context.Set(SlotNames.Service, found[0].Id.ToString());
            }
            else
            {
                context.Take(SlotNames.Service);
            }
        }
    }

    private static List<ServiceView> Find(IReadOnlyList<ServiceView> services, string value)
    {
        var exact = services.Where(s => s.Id.ToString() == value || s.Label.Equals(value, StringComparison.OrdinalIgnoreCase) || s.Ipv4 == value).ToList();
        return exact.Count > 0
            ? exact
            : [.. services.Where(s => s.Label.StartsWith(value + ".", StringComparison.OrdinalIgnoreCase) || s.ProductName.Equals(value, StringComparison.OrdinalIgnoreCase))];
    }
}
