namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <summary>Which addresses our token and our messages may be sent to: a request must not make us call into our own network.</summary>
internal static class ServiceAddress
{
    /// <param name="loopback">This machine counts too, without TLS: in Development.</param>
    public static bool IsTrusted(Uri? address, bool loopback)
    {
        if (address is not { IsAbsoluteUri: true } || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return false;
        if (address.IsLoopback)
            return loopback && address.Scheme is "http" or "https";
        // A service of Microsoft has a name; a bare address is somebody's machine, and a name without a dot is our own network's.
        return address.Scheme == Uri.UriSchemeHttps && address.HostNameType == UriHostNameType.Dns && address.Host.Contains('.', StringComparison.Ordinal);
    }

    public static Uri? Read(string text, bool loopback) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Query.Length == 0 && IsTrusted(address, loopback)
            ? address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/")
            : null;
}
