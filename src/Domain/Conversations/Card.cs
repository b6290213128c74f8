namespace EzSolutions.Domain.Conversations;

/// <summary>
/// One structured answer, rendered per channel (design.md §6): native in the widget, Adaptive Card, Block Kit, or plain text.
/// Parts that do not apply are left out. All text is text, never markup (C08).
/// </summary>
public sealed record Card
{
    /// <summary>What the card shows, for styling and tests: plans, order_summary, payment, progress, service, ticket, invoices, choices, form, ...</summary>
    public required string Type { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<CardFact>? Facts { get; init; }

    public IReadOnlyList<CardItem>? Items { get; init; }

    public CardProgress? Progress { get; init; }

    public IReadOnlyList<CardInput>? Inputs { get; init; }

    public Uri? Image { get; init; }

    public IReadOnlyList<CardAction>? Actions { get; init; }
}

public sealed record CardFact(string Label, string Value);

/// <summary>A line of a list: a plan, an order line, a service.</summary>
/// <param name="Price">Display text, e.g. <c>$12.00 / month</c>.</param>
public sealed record CardItem(string Title, string? Text = null, string? Price = null, IReadOnlyList<CardAction>? Actions = null);

/// <param name="Percent">0 to 100.</param>
public sealed record CardProgress(int Percent, IReadOnlyList<CardStep> Steps);

/// <param name="State">pending, active, done or failed.</param>
public sealed record CardStep(string Name, string State);

/// <param name="Type">text, email, number, select or checkbox.</param>
public sealed record CardInput(string Id, string Label, string Type, bool Required = true, IReadOnlyList<string>? Options = null);

/// <summary>A button. With <paramref name="Url"/> it is a link; any other is sent back through the chat's actions call.</summary>
/// <param name="Id">Stable within the card; may carry arguments after a colon, e.g. <c>choose:2</c>.</param>
/// <param name="Style">default, primary or danger.</param>
public sealed record CardAction(string Id, string Label, string Style = "default", Uri? Url = null);
