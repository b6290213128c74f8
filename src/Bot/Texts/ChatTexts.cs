using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>What holds a conversation together.</summary>
internal sealed class ChatTexts(Phrases phrases, ErrorTexts errors) : TextSection(phrases, "Chat")
{
    public string Welcome => Say();

    public string WelcomeBack => Say();

    /// <summary>Where others read along.</summary>
    public string WelcomeTogether => Say();

    public string HelpIntro => Say();

    public string YouAreWelcome => Say();

    public string YouAreWelcomeMeanwhile => Say();

    public string Goodbye => Say();

    public string OutOfScope => Say();

    public string DidNotGetThat => Say();

    public string WhatIsTheFile => Say();

    public string WhichOne => Say();

    public string OfferPerson => Say();

    public string GoingOnWith(string choice) => Say([("choice", choice)]);

    public string Stuck => Say();

    public string StaleButton => Say();

    public string SettledQuestion => Say();

    public string NothingToConfirm => Say();

    public string NothingToCancel => Say();

    public string NothingToRepeat => Say();

    public string AnythingElse => Say();

    public string Fine => Say();

    public string WillNot => Say();

    public string NotNow => Say();

    public string ThisTopic => Say();

    public string WhatToChange => Say();

    public string SorryWhatNow => Say();

    public string LeaveIt => Say();

    public string CarryOn => Say();

    public string TalkToPerson => Say();

    public string OpenTicket => Say();

    public string SeePlans => Say();

    public string WhatCanYouDo => Say();

    public string HandingOver => Say();

    public string PersonAskedFor(string? said) => SayOne(said is null ? "Plain" : "Said", [("said", said is null ? null : Show.Short(said, 160))]);

    public string NotYet(string what) => Say([("what", what)]);

    public string BackTo(string topic) => Say([("topic", topic)]);

    public string Cancelled => Say();

    public string WhereWeAre => Say();

    public string OfferResume(string topic) => Say([("topic", topic)]);

    public string Refusal(Error error) => error.Kind switch
    {
        ErrorKind.RateLimited when error.RetryAfter is { } wait => RefusalForNow(errors.Of(error), Wait(wait)),
        ErrorKind.Validation when error.Fields is { Count: > 0 } fields && Phrases.Language == "en" => string.Join(' ', fields.SelectMany(f => f.Value)),
        _ => errors.Of(error),
    };

    private string RefusalForNow(string message, string wait) => Say([("message", message), ("wait", wait)]);

    public string Wait(TimeSpan wait) => wait switch
    {
        { TotalSeconds: <= 90 } => SayOne("Seconds", [("count", (long)Math.Ceiling(wait.TotalSeconds))]),
        { TotalMinutes: <= 90 } => SayOne("Minutes", [("count", (long)Math.Ceiling(wait.TotalMinutes))]),
        _ => SayOne("Hours", [("count", (long)Math.Ceiling(wait.TotalHours))]),
    };

    /// <summary>What a skill does, as the words of a button.</summary>
    public string Label(string skill) => SayOne(skill, SayOne("other"));

    /// <summary>Completes "I can't … in this chat yet".</summary>
    public string Doing(string skill) => SayOne(skill, SayOne("other"));
}
