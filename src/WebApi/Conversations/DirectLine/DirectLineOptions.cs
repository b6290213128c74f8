using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Section <c>DirectLine</c>: the sites whose pages may hold conversations by Direct Line. Without a site nobody can.</summary>
internal sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>By the site's name, which stands in its tokens.</summary>
    public IDictionary<string, DirectLineSite> Sites { get; init; } = new Dictionary<string, DirectLineSite>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a token is good for; clients refresh theirs after half of it.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Streams open at a time for one conversation; a client whose token is refused opens more than one.</summary>
    public int StreamsPerConversation { get; set; } = 10;

    /// <summary>Requests in a second for one conversation, and for one address that starts them.</summary>
    public int BurstPerSecond { get; set; } = 20;
}

internal sealed class DirectLineSite
{
    /// <summary>Stays on the site's server; several, separated by commas, while one is being changed. The first one signs.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Origins of the pages that may use the site's tokens, e.g. <c>https://www.example.com</c>; none named means any.</summary>
    public IList<string> TrustedOrigins { get; init; } = [];

    public IReadOnlyList<string> Secrets => Secret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>
{
    private const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        List<string> failures = [];
        foreach (var (site, settings) in options.Sites)
        {
            // A guessable secret would let anybody speak for the site: it must stop the start.
            if (settings.Secrets.Count == 0 || settings.Secrets.Any(s => s.Length < ShortestSecret))
                failures.Add($"DirectLine:Sites:{site}:Secret must have at least {ShortestSecret} characters (openssl rand -hex 32).");
            failures.AddRange(settings.TrustedOrigins.Where(o => !IsOrigin(o)).Select(o =>
                $"DirectLine:Sites:{site}:TrustedOrigins has '{o}', which is not an origin. Write scheme and host only, such as https://www.example.com."));
        }

        var secrets = options.Sites.Values.SelectMany(s => s.Secrets).ToArray();
        if (secrets.Distinct(StringComparer.Ordinal).Count() != secrets.Length)
            failures.Add("DirectLine:Sites has one secret for two sites: give each site a secret of its own.");
        if (options.TokenLifetime < TimeSpan.FromSeconds(1) || options.TokenLifetime > TimeSpan.FromDays(1))
            failures.Add("DirectLine:TokenLifetime must be between 00:00:01 and 1.00:00:00.");
        if (options.StreamsPerConversation < 3)
            failures.Add("DirectLine:StreamsPerConversation must be at least 3: a client that reconnects opens as many.");
        if (options.BurstPerSecond < 1)
            failures.Add("DirectLine:BurstPerSecond must be at least 1.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https" or "http", PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.EndsWith('/');
}
