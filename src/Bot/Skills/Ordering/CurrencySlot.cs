using System.Text.RegularExpressions;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Skills.Ordering;

/// <summary>What the order is quoted in, when it is not the customer's usual currency. Never asked for; heard in "in euros".</summary>
internal sealed partial class CurrencySlot() : Slot(SlotNames.Currency)
{
    /// <summary>A longer text says more than the currency, and is read whole.</summary>
    private const int MostWordsOfMention = 5;

    public override string? Mentioned(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= MostWordsOfMention ? Named(text) : null;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct) => Task.FromResult(Step.Skip);

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if (Currency.TryParse(value, out var currency) && await context.Turn.SellsInAsync(currency, ct))
        {
            context.Turn.ShowPricesIn(currency);
            return new SlotReading.Taken(currency.Code);
        }

        return new SlotReading.Refused(context.Texts.Account.CurrencyNotSold(value, (await context.Turn.CurrencyAsync(ct)).Code));
    }

    /// <summary>The currency a text asks for ("in euros", "pay in INR"), or null.</summary>
    public static string? Named(string? text)
    {
        foreach (Match match in Wish().Matches(text ?? ""))
        {
            var word = match.Groups["what"].Value.ToLowerInvariant();
            if (EntityWords.Currencies.TryGetValue(word, out var known))
            {
                return known;
            }

            if (Currency.TryParse(word, out var code))
            {
                return code.Code;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b(?:in|with|using|to)\s+(?<what>[\p{L}]{3,8}|[€£₹¥$])(\s|[.,!?]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Wish();
}
