namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>Section <c>Conversations:Handoff</c>: how the queue is worked.</summary>
public sealed class HandoffOptions
{
    /// <summary>How often every node looks whether somebody waits, or was given a conversation by a colleague who has left.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after its last sight a member of staff still counts as online: a reload or a short loss of the network is no absence.</summary>
    public TimeSpan PresenceGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The customer's place in the queue is told anew at most this often.</summary>
    public TimeSpan TellEvery { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>Looks at the queue on this node, at once. A hint: every node looks by itself too.</summary>
public interface IHandoffDispatcher
{
    void Wake();
}
