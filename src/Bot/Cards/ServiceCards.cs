using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class ServiceCards
{
    public static string Key(Guid serviceId) => $"service:{serviceId}";

    public static string State(BotTexts texts, ServiceView service) => texts.Service.StateName(service.State, service.ObservedState);

    public static Card List(BotTexts texts, IEnumerable<ServiceView> services) => new()
    {
        Type = "services",
        Title = texts.Service.Title,
        Items = [.. services.Select(s => new CardItem(
            s.Label,
            string.Join(", ", new[] { s.ProductName, s.Ipv4, State(texts, s) }.Where(p => !string.IsNullOrEmpty(p))),
            s.RecurringPrice is { } price ? texts.Show.Amount(price) : null,
            [new CardAction(ActionIds.Skill(SkillNames.ServiceStatus, (SlotNames.Service, s.Id.ToString())), texts.Service.Details)]))],
    };

    public static Card Status(BotTexts texts, ServiceView service, string? title = null, string? text = null)
    {
        var specs = texts.Show.Specs(service.RamGb, service.Vcpu, service.DiskGb);
        CardFact?[] facts =
        [
            new(texts.Service.Status, State(texts, service)),
            Fact(texts.Service.Address, service.Ipv4 ?? service.Ipv6),
            Fact(texts.Service.Plan, service.ProductName),
            Fact(texts.Service.Specs, specs),
            Fact(texts.Service.System, service.OperatingSystem is { } os ? CatalogWords.Display(os) : null),
            Fact(texts.Service.Region, service.Region is { Length: > 0 } region ? CatalogWords.Display(region) : null),
            Fact(texts.Service.NextDue, NextDue(texts, service)),
        ];
        return new Card
        {
            Type = "service",
            Title = title ?? service.Label,
            Text = text ?? (service.CredentialsUrl is null ? null : texts.Service.CredentialsHint),
            Facts = [.. facts.OfType<CardFact>()],
            Progress = service.State == "pending" ? Progress(texts, service.Progress) : null,
            Actions = Actions(texts, service),
        };
    }

    public static Card Setup(BotTexts texts, ServiceView service) => new()
    {
        Type = "progress",
        Title = texts.Service.ProgressTitle(service.Label),
        Text = texts.Service.ProgressText(service.Progress?.State ?? "running"),
        Progress = Progress(texts, service.Progress),
    };

    private static CardProgress? Progress(BotTexts texts, ProvisioningProgress? progress) =>
        progress is null ? null : new CardProgress(progress.Percent, [.. progress.Steps.Select(s => Step(texts, s))]);

    public static CardStep Step(BotTexts texts, ProgressStep step) => new(texts.Service.Step(step.Code, step.Name), step.State);

    private static CardAction[]? Actions(BotTexts texts, ServiceView service)
    {
        CardAction[] actions =
        [
            .. service.CredentialsUrl is { } url ? new CardAction[] { new("credentials", texts.Service.Credentials, "primary", url) } : [],
            .. service.PowerActions.Select(a => new CardAction(
                ActionIds.Skill(SkillNames.PowerService, (SlotNames.Service, service.Id.ToString()), (SlotNames.Action, a)),
                texts.Service.ActionLabel(a),
                a == "stop" ? "danger" : "default")),
        ];
        return actions.Length == 0 ? null : actions;
    }

    private static string? NextDue(BotTexts texts, ServiceView service) => service.NextDueOn is not { } due
        ? null
        : service.RecurringPrice is { } price ? texts.Service.CostsOn(price, due) : texts.Show.Day(due);

    private static CardFact? Fact(string label, string? value) => string.IsNullOrEmpty(value) ? null : new CardFact(label, value);
}
