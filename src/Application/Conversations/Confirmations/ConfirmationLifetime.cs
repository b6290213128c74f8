namespace EzSolutions.Application.Conversations.Confirmations;

/// <summary>How long an offered confirmation can be answered.</summary>
public sealed record ConfirmationLifetime(TimeSpan Value)
{
    public static ConfirmationLifetime Default { get; } = new(TimeSpan.FromMinutes(30));
}
