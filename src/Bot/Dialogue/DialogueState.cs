using EzSolutions.Application.Conversations;

namespace EzSolutions.Bot.Dialogue;

/// <summary>All the dialogue knows between two turns. Data only: stored as versioned JSON with the conversation, open to staff.</summary>
internal sealed class DialogueState
{
    public const int CurrentVersion = 1;

    public int Version { get; set; } = CurrentVersion;

    /// <summary>Requests in progress; the last one is the active one, those before it wait to be taken up again.</summary>
    public List<Frame> Frames { get; set; } = [];

    /// <summary>Further requests of one message, to be done once the stack is empty.</summary>
    public List<QueuedRequest> Queue { get; set; } = [];

    /// <summary>A request put aside because nobody came back to it for a day.</summary>
    public Frame? Shelved { get; set; }

    /// <summary>What was last spoken of, by slot name: the service that "it" means.</summary>
    public Dictionary<string, string> Focus { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The request finished last, in case it is corrected ("no wait, the 4 GB one").</summary>
    public QueuedRequest? Done { get; set; }

    /// <summary>What a person did before they gave the conversation back; gone with the next handover.</summary>
    public SettledByStaff? Settled { get; set; }

    /// <summary>What was said last, for "say that again".</summary>
    public List<OutgoingEntry> LastReply { get; set; } = [];

    /// <summary>The action a plain "yes" stands for, while one question of ours is open; gone with the next message.</summary>
    public string? YesMeans { get; set; }

    /// <summary>The words that could not be helped with, to be offered as a ticket's text.</summary>
    public string? Said { get; set; }

    /// <summary>The customer has said which language it is to be: what they write does not change it any more.</summary>
    public bool LanguageChosen { get; set; }

    /// <summary>Whoever writes Hindi in Latin letters has been asked whether to be answered in Hindi; once is enough.</summary>
    public bool HindiOffered { get; set; }

    /// <summary>How often in a row nothing was understood.</summary>
    public int Misses { get; set; }

    public int LastFrameId { get; set; }

    public DateTimeOffset TouchedAt { get; set; }

    public Frame? Top => Frames.Count == 0 ? null : Frames[^1];
}

/// <param name="By">The person's name.</param>
/// <param name="Summary">In their words, for the customer to read.</param>
/// <param name="Known">A turn has been taken with it in mind, and its trace says so.</param>
internal sealed record SettledByStaff(string By, string Summary, DateTimeOffset At, bool Known = false);

/// <summary>One request in progress and the slots filled so far.</summary>
internal sealed class Frame
{
    public int Id { get; set; }

    public required string Skill { get; set; }

    public Dictionary<string, string> Slots { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The slot the last question asked for.</summary>
    public string? Expecting { get; set; }

    /// <summary>The choices last offered, in order.</summary>
    public List<Choice> Choices { get; set; } = [];

    /// <summary>The choice a plain "yes" or "you decide" takes.</summary>
    public string? Default { get; set; }

    /// <summary>Set while this request waits for a yes (C05).</summary>
    public string? ConfirmationToken { get; set; }

    /// <summary>Waits for the frame above it to sign the customer in, then goes on by itself.</summary>
    public bool AwaitsSignIn { get; set; }

    /// <summary>A person was wanted, and nobody is there: a put-off would be no answer.</summary>
    public bool InsteadOfPerson { get; set; }

    /// <summary>A slot to be asked about although a default would do: the customer wants to choose.</summary>
    public string? Wanted { get; set; }

    /// <summary>How often the current question was answered with something that does not fit.</summary>
    public int Refusals { get; set; }

    public string? this[string slot] => Slots.GetValueOrDefault(slot);

    public void StopAsking()
    {
        Expecting = null;
        Choices = [];
        Default = null;
        Refusals = 0;
        Wanted = null;
    }
}

/// <param name="Value">What the slot takes.</param>
/// <param name="Label">What the button says.</param>
internal sealed record Choice(string Value, string Label);

/// <summary>A request kept for later.</summary>
/// <param name="Said">The message it came from.</param>
internal sealed record QueuedRequest(string Skill, Dictionary<string, string> Slots, string? Said);
