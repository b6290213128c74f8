using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Slack;

/// <summary>Section <c>Slack</c>. Off without a signing secret. A stand-in and the real service differ in these values alone.</summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    public Uri BaseAddress { get; set; } = new("https://slack.com/");

    /// <summary>Slack's app settings, Basic Information; several, separated by commas, while one is being changed.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>A workspace (T...) the app was installed in by hand; others install it themselves.</summary>
    public string Team { get; set; } = "";

    /// <summary>That workspace's bot token (xoxb-...). Never in source control.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>Basic Information; with its secret, workspaces can install the app at /slack/install.</summary>
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Workspaces that may install it, separated by commas; empty: any.</summary>
    public string AllowedTeams { get; set; } = "";

    /// <summary>Hosts that people's files are fetched from, with the bot's token; separated by commas. Where the API is, they may be too.</summary>
    public string FileHosts { get; set; } = "files.slack.com";

    /// <summary>For one call.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public bool IsSetUp => SigningSecrets.Count > 0 || BotToken.Length > 0 || Team.Length > 0 || CanBeInstalled;

    public bool CanBeInstalled => ClientId.Length > 0 || ClientSecret.Length > 0;

    public bool Allows(string team) =>
        AllowedTeams.Length == 0 || AllowedTeams.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(team, StringComparer.Ordinal);

    /// <summary>Whether our token may be shown there: over TLS to Slack's own hosts, or below the API's own address.</summary>
    public bool HasFilesAt(Uri address) => address is { IsAbsoluteUri: true, UserInfo: "" }
        && (BaseAddress.IsBaseOf(address) || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && FileHosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase)));

    public IReadOnlyList<string> SigningSecrets => SigningSecret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        if (!options.IsSetUp)
            return ValidateOptionsResult.Success;
        List<string> failures = [];
        // An empty signing secret would let anybody sign: it must stop the start.
        if (options.SigningSecrets.Count == 0 || options.SigningSecrets.Any(s => s.Length < ShortestSecret))
            failures.Add("Slack:SigningSecret is missing or too short: set Slack__SigningSecret to the app's signing secret (Basic Information).");
        var hasTeam = options.Team.Length > 0 || options.BotToken.Length > 0;
        if (!hasTeam && !options.CanBeInstalled)
            failures.Add("Slack serves no workspace: set Slack__ClientId and Slack__ClientSecret (Basic Information), or Slack__Team and Slack__BotToken.");
        if (hasTeam && !options.BotToken.StartsWith("xoxb-", StringComparison.Ordinal))
            failures.Add("Slack:BotToken must be the workspace's bot token, which begins with xoxb- (OAuth & Permissions).");
        if (hasTeam && options.Team is not ['T', _, ..])
            failures.Add("Slack:Team must be the workspace's id, which begins with T.");
        if (options.CanBeInstalled && (options.ClientId.Length == 0 || options.ClientSecret.Length == 0))
            failures.Add("Slack:ClientId and Slack:ClientSecret belong together (Basic Information).");
        if (options.BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            failures.Add("Slack:BaseAddress must be an https address (http only on loopback).");
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromSeconds(30))
            failures.Add("Slack:Timeout must be between 00:00:01 and 00:00:30.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
