using System.Net;
using System.Net.Sockets;

namespace EzSolutions.Integration.Tests.Harness;

/// <summary>A port nobody listens on, for a server whose address others must know before it starts.</summary>
internal static class FreePorts
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
