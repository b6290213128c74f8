using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Skills.Ordering;

/// <summary>
/// What need not be asked before an order: name, system and region. Filled in, said in one sentence, and open to change until the customer confirms.
/// </summary>
internal sealed class SetupSlot() : Slot("setup")
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var product = await PlanSlot.ProductAsync(context, ct);
        var system = Fill(context, SlotNames.Os, product.OperatingSystems);
        var region = Fill(context, SlotNames.Region, product.Regions);
        var unnamed = product.Type == ProductType.Vps && context[SlotNames.Hostname] is null;
        if (unnamed)
        {
            context.Set(SlotNames.Hostname, HostnameSlot.Ours);
        }

        if (system is not null || region is not null || unnamed)
        {
            context.Turn.Decide("filled in the defaults");
            context.Say(context.Texts.Order.FilledIn(system, region, unnamed));
        }

        return Step.Skip;
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Skipped());

    /// <returns>What was filled in, when there was something else to choose.</returns>
    private static string? Fill(SkillContext context, string slot, IReadOnlyList<string> offered)
    {
        if (offered.Count == 0 || context[slot] is not null)
        {
            return null;
        }

        context.Set(slot, offered[0]);
        return offered.Count == 1 ? null : CatalogWords.Display(offered[0]);
    }
}
