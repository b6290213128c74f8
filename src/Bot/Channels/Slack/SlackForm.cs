using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>
/// A card with fields: on Slack they stand in a modal, which one of the card's buttons opens. Where a field must be filled in, that is the card's main
/// button; where none must, every button works as it is, and one more leads to the fields.
/// </summary>
internal static class SlackForm
{
    public const string CallbackId = "form";

    /// <summary>The button that leads to the fields, when none of the card's own does.</summary>
    public const string Choose = "?";

    /// <summary>The modal's own field: which of the card's buttons is meant.</summary>
    public const string Choice = "_choice";

    private const int LongestTitle = 24;
    private const int LongestValue = 150;

    /// <summary>The card's buttons, and one that leads to its fields.</summary>
    public static IReadOnlyList<CardAction> ButtonsOf(Card card, SlackTexts texts) =>
        card.Inputs is { Count: > 0 } inputs && !inputs.Any(IsNeeded)
            ? [.. card.Actions ?? [], new CardAction(Choose, inputs.Count == 1 ? inputs[0].Label : texts.FillIn)]
            : card.Actions ?? [];

    public static bool Opens(Card card, CardAction action) =>
        action.Url is null && card.Inputs is { Count: > 0 } inputs && (action.Id == Choose || (inputs.Any(IsNeeded) && action.Id == MainOf(card)?.Id));

    /// <param name="actionId">Null: the person says in the modal which of the card's buttons they mean.</param>
    public static JsonObject View(Card card, SlackFormPlace place, BotTexts texts)
    {
        var pressable = Pressable(card);
        var blocks = new JsonArray();
        if (!string.IsNullOrWhiteSpace(card.Text))
            blocks.Add(new JsonObject { ["type"] = "section", ["text"] = SlackText.Lines(card.Text, SlackText.LongestSection) });
        if (place.ActionId is null)
            blocks.Add(SlackInputs.Choice(Choice, texts.Slack.WhatToDo, pressable, texts.Card));
        foreach (var input in card.Inputs ?? [])
            blocks.Add(SlackInputs.Of(input, texts.Card));
        var submit = pressable.FirstOrDefault(a => a.Id == place.ActionId)?.Label;
        return new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = CallbackId,
            ["title"] = SlackText.Line(string.IsNullOrWhiteSpace(card.Title) ? texts.Slack.FormTitle : card.Title, LongestTitle),
            ["submit"] = SlackText.Line(submit ?? texts.Slack.Send, LongestTitle),
            ["close"] = SlackText.Line(texts.Slack.Close, LongestTitle),
            ["private_metadata"] = place.Write(),
            ["blocks"] = blocks,
        };
    }

    /// <summary>A modal that has nothing to fill in any more, only words.</summary>
    public static JsonObject Notice(string words, SlackTexts texts) => new()
    {
        ["type"] = "modal",
        ["title"] = SlackText.Line(texts.FormTitle, LongestTitle),
        ["close"] = SlackText.Line(texts.Close, LongestTitle),
        ["blocks"] = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = SlackText.Lines(words, SlackText.LongestSection) }),
    };

    /// <summary>What is wrong with what was filled in, by block. Slack's client has looked too, but whoever can sign is not asked which client they use.</summary>
    public static Dictionary<string, string> Check(Card card, IReadOnlyDictionary<string, string> values, BotTexts texts)
    {
        Dictionary<string, string> wrong = [];
        foreach (var input in card.Inputs ?? [])
        {
            if (FaultOf(input, values.GetValueOrDefault(input.Id), texts) is { } fault)
                wrong[input.Id] = fault;
        }

        return wrong;
    }

    public static IReadOnlyList<CardAction> Pressable(Card card) => [.. (card.Actions ?? []).Where(a => a.Url is null && a.Id.Length <= LongestValue)];

    private static bool IsNeeded(CardInput input) => input.Required && input.Type != "checkbox";

    private static CardAction? MainOf(Card card) => Pressable(card) is [var first, ..] all ? all.FirstOrDefault(a => a.Style == "primary") ?? first : null;

    private static string? FaultOf(CardInput input, string? given, BotTexts texts)
    {
        if (string.IsNullOrWhiteSpace(given))
            return IsNeeded(input) ? texts.Card.Required(input.Label) : null;
        return input.Type switch
        {
            "email" => System.Net.Mail.MailAddress.TryCreate(given, out var address) && address.Address == given ? null : texts.Card.NotEmail,
            "number" => decimal.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out _) ? null : texts.Slack.NotNumber,
            "select" when input.Options is { } options => options.Contains(given, StringComparer.Ordinal) ? null : texts.Slack.NotChoice,
            _ => null,
        };
    }
}

/// <summary>Where a modal came from; travels with it and comes back.</summary>
/// <param name="ActionId">Null: chosen in the modal.</param>
internal sealed record SlackFormPlace(Guid EntryId, string? ActionId, string Channel, string? Thread)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static SlackFormPlace? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<SlackFormPlace>(json) is { Channel.Length: > 0 } place ? place : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
