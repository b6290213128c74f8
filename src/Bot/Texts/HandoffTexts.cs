using System.Globalization;

namespace EzSolutions.Bot.Texts;

internal sealed class HandoffTexts(Phrases phrases, Show show) : TextSection(phrases, "Handoff")
{
    /// <param name="backAt">In the company's own time.</param>
    public string Closed(DateTimeOffset? backAt, string timeZone) =>
        SayOne(backAt is null ? "Open" : "Until", [("at", backAt is { } at ? show.WeekdayAndTime(at) : null), ("timeZone", timeZone)]);

    public string QueueTitle => Say();

    public string Next => Say();

    public string Place(int position) => Say([("position", position)]);

    public string Wait(int minutes) => Say([("minutes", minutes)]);

    public string WaitLabel => Say();

    public string PlaceLabel => Say();

    public string StopWaiting => Say();

    public string NotWaiting => Say();

    /// <summary>The first words to whoever does not want to wait any more.</summary>
    public string BackByChoice => Say();

    public string SomebodyIsHere(string name) => Say([("name", name)]);

    public string RateTitle => Say();

    public string RateText(string name) => Say([("name", name)]);

    public string CommentLabel => Say();

    public string Stars(int score) => SayOne(score.ToString(CultureInfo.InvariantCulture), show.Number(score));

    public string EmailTranscript => Say();

    public string ThanksForGoodRating => Say();

    public string ThanksForRating => Say();

    public string SignInForTranscript => Say();

    public string TranscriptSent => Say();

    public string BackWithBot(string name, string summary) => Say([("name", name), ("summary", summary)]);

    public string WelcomeBackAfter(string name, string summary) => Say([("name", name), ("summary", summary)]);

    public string AnythingElse => Say();
}
