using System.Globalization;
using EzSolutions.Application.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Addresses that carry a proof of their own, because browsers fetch them without headers.</summary>
internal sealed class DirectLineLinks(DirectLineTokens tokens, IPublicAddresses addresses, IOptionsMonitor<DirectLineOptions> options)
{
    /// <summary>A stream is opened at once, or its address is asked for again.</summary>
    private static readonly TimeSpan StreamLifetime = TimeSpan.FromMinutes(1);

    public Uri Stream(DirectLineToken token, long watermark)
    {
        var proof = tokens.Sign(token with { Use = TokenUse.Stream }, StreamLifetime);
        var address = addresses.For($"/v3/directline/conversations/{token.ConversationId:N}/stream?watermark={watermark.ToInvariant()}&t={proof}");
        return new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
    }

    public Uri File(DirectLineToken token, Guid fileId)
    {
        var proof = tokens.Sign(token with { Use = TokenUse.File, User = null, Name = null, Origins = null }, options.CurrentValue.TokenLifetime);
        return addresses.For($"/v3/directline/attachments/{fileId:N}?t={proof}");
    }
}

internal static class Watermarks
{
    public static string ToInvariant(this long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for none; what is no watermark of ours reads from the beginning rather than fail.</summary>
    public static long? Read(string? watermark) => string.IsNullOrEmpty(watermark)
        ? null
        : long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
}
