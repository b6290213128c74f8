namespace EzSolutions.Bot.Dialogue;

/// <summary>What the customer did, by typing or by a button: the only things the engine acts on.</summary>
internal abstract record Move
{
    private Move()
    {
    }

    /// <summary>Asks for a skill, or adds to the one in progress.</summary>
    public sealed record Request(string Skill, IReadOnlyDictionary<string, string> Slots) : Move;

    /// <summary>Answers the question of a frame.</summary>
    /// <param name="Typed">In the customer's own words, not from a button.</param>
    public sealed record Fill(int FrameId, string Slot, string Value, bool Typed) : Move;

    /// <summary>Wants a slot asked again.</summary>
    public sealed record Change(int FrameId, string Slot) : Move;

    /// <summary>Presses a confirmation's button.</summary>
    public sealed record Confirm(string Token) : Move;

    public sealed record Affirm : Move;

    public sealed record Deny : Move;

    /// <param name="FrameId">The request to stop; null is the active one.</param>
    public sealed record Cancel(int? FrameId) : Move;

    public sealed record Repeat : Move;

    /// <summary>"Don't reboot it."</summary>
    public sealed record Refrain(string Skill) : Move;

    /// <summary>Takes up what was put aside.</summary>
    public sealed record Resume : Move;

    /// <param name="Code">The language to go on in; null asks which.</param>
    public sealed record Speak(string? Code) : Move;

    /// <summary>Could be one of several; never guessed.</summary>
    public sealed record Unclear(IReadOnlyList<string> Skills, IReadOnlyDictionary<string, string> Slots) : Move;

    /// <summary>Not understood while a question of ours is open.</summary>
    public sealed record Missed : Move;

    /// <summary>Asked what one of the choices costs; answered in its own words.</summary>
    public sealed record Tell(string Text) : Move;

    /// <summary>Says that the answer was of no use.</summary>
    public sealed record Complain : Move;

    /// <summary>Sent a file and not a word with it.</summary>
    public sealed record FileAlone : Move;

    /// <summary>Does not want to wait for a person any more.</summary>
    public sealed record StopWaiting : Move;

    /// <summary>A button whose question is settled, or that was never offered.</summary>
    public sealed record StaleButton : Move;
}
