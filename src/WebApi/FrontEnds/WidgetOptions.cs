using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.FrontEnds;

/// <summary>Settings of the embeddable chat, section <c>Widget</c>.</summary>
internal sealed class WidgetOptions
{
    public const string Section = "Widget";

    /// <summary>Origins of the websites that may embed the chat, e.g. <c>https://www.example.com</c>; this server's own always may.</summary>
    public IList<string> AllowedSites { get; init; } = [];
}

internal sealed class WidgetOptionsValidator : IValidateOptions<WidgetOptions>
{
    public ValidateOptionsResult Validate(string? name, WidgetOptions options)
    {
        var wrong = options.AllowedSites.Where(site => !IsOrigin(site)).Select(site =>
            $"{WidgetOptions.Section}:{nameof(WidgetOptions.AllowedSites)} has '{site}', which is not an origin. Write scheme and host only, such as https://www.example.com.");
        var failures = wrong.ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Goes into a response header: scheme, host and port, with at most a leading wildcard label, and nothing else.</summary>
    private static bool IsOrigin(string site) =>
        Uri.TryCreate(site.Replace("://*.", "://", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri is { Scheme: "https" or "http", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !site.EndsWith('/')
        && site.All(c => char.IsAsciiLetterOrDigit(c) || ":/.-*[]".Contains(c, StringComparison.Ordinal));
}
