using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <summary>Section <c>Channels:Teams</c>. Without an app id the channel is off. The sandbox and the real service differ in these values alone.</summary>
internal sealed class TeamsOptions
{
    public const string Section = "Channels:Teams";

    /// <summary>The bot's Microsoft App ID, from its registration.</summary>
    public string AppId { get; set; } = "";

    /// <summary>A client secret of that registration; never in source control.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>The tenant the bot is registered in (single tenant).</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Tenants whose people are served, separated by commas; the bot's own when empty.</summary>
    public string AllowedTenants { get; set; } = "";

    public Uri OpenIdMetadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>The token address is <c>{LoginAddress}{tenant}/oauth2/v2.0/token</c>.</summary>
    public Uri LoginAddress { get; set; } = new("https://login.microsoftonline.com/");

    /// <summary>Hosts that people's files are fetched from, separated by commas; <c>*.</c> stands for any one below.</summary>
    public string FileHosts { get; set; } = "*.sharepoint.com,smba.trafficmanager.net";

    /// <summary>For the Emulator on this machine: takes requests without a token. Only in Development, and only without an app id.</summary>
    public bool Anonymous { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(12);

    public bool IsSetUp => Anonymous || !string.IsNullOrWhiteSpace(AppId);

    public bool Serves(string? tenant) =>
        tenant is { Length: > 0 } && (AllowedTenants.Length > 0 ? Split(AllowedTenants) : [TenantId]).Contains(tenant, StringComparer.OrdinalIgnoreCase);

    public bool HasFilesAt(string host) => Split(FileHosts).Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase));

    public static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class TeamsOptionsValidator(IHostEnvironment environment) : IValidateOptions<TeamsOptions>
{
    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        if (!options.IsSetUp)
            return ValidateOptionsResult.Success;
        List<string> failures = [];
        if (options.Anonymous)
        {
            Require(environment.IsDevelopment(), "Channels:Teams:Anonymous lets anybody speak for anybody: it works in Development only. Set Channels:Teams:AppId instead.");
            Require(string.IsNullOrWhiteSpace(options.AppId), "Channels:Teams:Anonymous and Channels:Teams:AppId exclude each other: leave one of them out.");
        }
        else
        {
            Require(Guid.TryParse(options.AppId, out _), "Channels:Teams:AppId must be the bot's Microsoft App ID, a GUID.");
            Require(options.AppPassword.Trim().Length > 0, "Channels:Teams:AppPassword is empty: set Channels__Teams__AppPassword to a client secret of the bot's registration, or leave Channels:Teams:AppId empty to do without Teams.");
            Require(Guid.TryParse(options.TenantId, out _), "Channels:Teams:TenantId must be the id (a GUID) of the tenant the bot is registered in.");
            Require(TeamsOptions.Split(options.AllowedTenants).All(t => Guid.TryParse(t, out _)), "Channels:Teams:AllowedTenants must be tenant ids (GUIDs), separated by commas, or be left out.");
        }

        Require(ServiceAddress.IsTrusted(options.OpenIdMetadata, loopback: true), "Channels:Teams:OpenIdMetadata must be an https address (http only on loopback).");
        Require(ServiceAddress.IsTrusted(options.LoginAddress, loopback: true), "Channels:Teams:LoginAddress must be an https address (http only on loopback).");
        Require(options.Timeout > TimeSpan.Zero && options.Timeout <= TimeSpan.FromSeconds(25), "Channels:Teams:Timeout must be between 0 and 25 seconds, e.g. 00:00:12.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string cure)
        {
            if (!holds)
                failures.Add(cure);
        }
    }
}
