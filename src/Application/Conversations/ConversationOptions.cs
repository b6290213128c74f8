using EzSolutions.Application.Common.Texts;

namespace EzSolutions.Application.Conversations;

/// <summary>Section <c>Conversations</c>: limits and figures of rules.md.</summary>
public sealed class ConversationOptions
{
    /// <summary>How many messages a customer may send in a minute.</summary>
    public int MessagesPerMinute { get; set; } = 20;

    /// <summary>Spoken where neither browser nor channel says a language that we speak; BCP 47 tag.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>How many conversations may be open from one network address at a time.</summary>
    public int OpenPerAddress { get; set; } = 10;

    /// <summary>A conversation nobody has written in for this long no longer counts as open from its address.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a sign-in inside a conversation counts as verified.</summary>
    public TimeSpan AssuranceLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Failures in a row after which a conversation is passed to staff (C06).</summary>
    public int TurnAttempts { get; set; } = 3;

    /// <summary>Pause before a failed turn is tried again; doubles with each failure.</summary>
    public TimeSpan TurnRetryPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the sweeper looks for messages a crash left unanswered.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Turns that run at the same time on one node.</summary>
    public int ConcurrentTurns { get; set; } = 16;

    /// <summary>Outside channels' threads that are sent to at the same time by one node.</summary>
    public int ConcurrentDeliveries { get; set; } = 8;

    public Handoff.HandoffOptions Handoff { get; set; } = new();

    /// <summary>Key that host sites sign their visitors' identity with (HS256); empty means none are accepted.</summary>
    public string? IdentitySecret { get; set; }

    /// <param name="asked">What a browser or channel says, as it comes.</param>
    /// <returns>That, or the installation's own where we do not speak it: never words of one language with the numbers and days of another.</returns>
    public string SpokenFor(string? asked) => SpokenLanguages.FirstOf(asked, Locale);
}
