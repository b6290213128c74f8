using System.Globalization;

namespace EzSolutions.Bot.Texts;

internal class HandoffTexts
{
    /// <param name="backAt">In the company's own time.</param>
    public virtual string Closed(DateTimeOffset? backAt, string timeZone) => backAt is { } at
        ? $"Our people are away just now; they are back {at.ToString("dddd, d MMMM, HH:mm", CultureInfo.InvariantCulture)} ({timeZone}). Leave your question as a ticket, and they answer it first thing, here and by e-mail."
        : "Our people are away just now. Leave your question as a ticket, and they answer it as soon as they are back, here and by e-mail.";

    public virtual string QueueTitle => "Waiting for a colleague";

    public virtual string Next => "You are next in line.";

    public virtual string Place(int position) => $"You are number {position} in line.";

    public virtual string Wait(int minutes) => minutes == 1 ? "about a minute" : $"about {minutes} minutes";

    public virtual string WaitLabel => "Usual wait";

    public virtual string PlaceLabel => "Your place";

    public virtual string SomebodyIsHere(string name) => $"{name} is with you now.";

    public virtual string RateTitle => "How was that?";

    public virtual string RateText(string name) => $"Rate {name}'s help from 1 (poor) to 5 (great). You can also just type a number.";

    public virtual string CommentLabel => "Anything to add? (optional)";

    public virtual string Stars(int score) => score switch { 1 => "1 – poor", 5 => "5 – great", _ => score.ToString(CultureInfo.InvariantCulture) };

    public virtual string EmailTranscript => "E-mail me the transcript";

    public virtual string ThanksForGoodRating => "Thank you, I pass that on. Glad we could help!";

    public virtual string ThanksForRating => "Thank you for being frank. We read every one of these.";

    public virtual string SignInForTranscript => "I send transcripts only to an address you have proved is yours. Sign in first, then ask again.";

    public virtual string TranscriptSent => "The transcript is on its way to your mailbox.";

    public virtual string BackWithBot(string name, string summary) => $"{name} is done here: {summary}";

    public virtual string AnythingElse => "I'm back. What else can I do for you?";
}
