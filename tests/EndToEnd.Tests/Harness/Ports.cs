using System.Net;
using System.Net.Sockets;

namespace EzSolutions.EndToEnd.Tests.Harness;

internal static class Ports
{
    private const int First = 21_000;
    private const int Last = 31_000;

    /// <summary>
    /// The first of three free ports in a row: the program's, the sandbox's, its mail's. Below the range that the system hands out by itself,
    /// so that no outgoing connection takes one between the look and the start.
    /// </summary>
    public static int FreeThree()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var first = Random.Shared.Next(First, Last);
            if (IsFree(first) && IsFree(first + 1) && IsFree(first + 2))
                return first;
        }

        throw new InvalidOperationException($"No three free ports in a row between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
