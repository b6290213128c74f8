using System.Net;
using System.Net.Sockets;

namespace EzSolutions.WebApi.Conversations;

internal static class ClientAddresses
{
    /// <summary>Who opens conversations. IPv6 networks hand out whole /64s to one household: they count as one address.</summary>
    public static string? ClientAddress(this HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]) + "/64"
            : address.ToString();
    }
}
