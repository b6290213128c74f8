namespace EzSolutions.Bot.Channels.Teams;

internal static class TeamsChannel
{
    /// <summary>What the channel is called on our side.</summary>
    public const string Name = "teams";

    /// <summary>What the Bot Framework calls it.</summary>
    public const string Id = "msteams";

    /// <summary>The Bot Framework Emulator; only ever verified in Development.</summary>
    public const string EmulatorId = "emulator";

    /// <summary>Stands for the tenant where there is none: on the Emulator.</summary>
    public const string NoTenant = "none";
}
