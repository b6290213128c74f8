using System.Globalization;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Dialogue;

/// <summary>What a customer says about a person's help when it is over: a rating, pressed or typed, and "send me the transcript".</summary>
internal static class Afterwards
{
    internal const string Rate = EntryAction.AfterwardsPrefix + "rate:";

    internal const string Transcript = EntryAction.AfterwardsPrefix + "transcript";

    /// <summary>The comment's field on the rating card.</summary>
    internal const string Comment = "comment";

    /// <returns>Whether that was it, and is answered.</returns>
    public static async Task<bool> TryAnswerAsync(Turn turn, InboundEntry entry, CancellationToken ct)
    {
        if (entry.Action?.ActionId == Transcript || (turn.State.Top is null && AsksForTranscript(entry.Text)))
        {
            await SendTranscriptAsync(turn, ct);
            return true;
        }

        if (entry.Action is { } press && press.ActionId.StartsWith(Rate, StringComparison.Ordinal))
        {
            var score = int.TryParse(press.ActionId[Rate.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
            return await RateAsync(turn, score, press.Values?.GetValueOrDefault(Comment), told: true, ct);
        }

        // A number may answer a question of ours; it is a rating only while nothing else is asked.
        return turn.State.Top is null && TypedRating.TryRead(entry.Text, out var typed, out var comment) && await RateAsync(turn, typed, comment, told: false, ct);
    }

    private static async Task<bool> RateAsync(Turn turn, int score, string? comment, bool told, CancellationToken ct)
    {
        var rated = await turn.SendAsync(new RateConversation(score, comment), ct);
        if (rated.Error is { } error)
        {
            if (told)
            {
                turn.Say(turn.Texts.Error.Of(error));
            }

            return told;
        }

        turn.Decide($"rated {score}");
        turn.Say(score >= 4 ? turn.Texts.Handoff.ThanksForGoodRating : turn.Texts.Handoff.ThanksForRating);
        return true;
    }

    private static async Task SendTranscriptAsync(Turn turn, CancellationToken ct)
    {
        if (!turn.SignedIn)
        {
            turn.Decide("policy: a transcript goes to a proven address only");
            turn.Show(ChoiceCards.Of(turn.Texts.Handoff.SignInForTranscript, ChoiceCards.Start(turn.Texts, SkillNames.SignIn)));
            return;
        }

        var sent = await turn.SendAsync(new SendTranscript(), ct);
        turn.Say(sent.Error is { } error ? turn.Texts.Error.Of(error) : turn.Texts.Handoff.TranscriptSent);
    }

    private static bool AsksForTranscript(string? text) =>
        text is { Length: < 120 } && text.Contains("transcript", StringComparison.OrdinalIgnoreCase) &&
        (text.Contains("mail", StringComparison.OrdinalIgnoreCase) || text.Contains("send", StringComparison.OrdinalIgnoreCase));
}
