namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>What a worker does after a step.</summary>
internal abstract record NextMove
{
    private NextMove()
    {
    }

    public sealed record GoOn : NextMove;

    public sealed record Pause(TimeSpan For) : NextMove;

    public sealed record Stop : NextMove;
}
