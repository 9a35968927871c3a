using System.Net;
using System.Net.Sockets;
using Comity.Node.Configuration;

namespace Comity.Node.Operating.Checks;

/// <summary>The addresses that the node would listen on: of this machine, and free.</summary>
internal static class AddressCheck
{
    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration)
    {
        var options = configuration.Options;
        foreach (var (setting, address) in Addresses(options))
        {
            if (WhyNot(address) is { } why)
            {
                yield return new Finding(Severity.Error, "CHK601", $"{setting} {address}", why);
            }
        }
    }

    private static IEnumerable<(string Setting, IPEndPoint Address)> Addresses(Hosting.NodeOptions options)
    {
        yield return ("listen", options.Listen);
        if (options.Metrics is { } metrics)
        {
            yield return ("metrics.listen", metrics);
        }
    }

    private static string? WhyNot(IPEndPoint address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            return null;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "another program listens there; stop it, or name another port",
                SocketError.AddressNotAvailable => "is no address of this machine",
                SocketError.AccessDenied =>
                    "may not be listened on by this user: ports below 1024 need CAP_NET_BIND_SERVICE",
                _ => fault.Message,
            };
        }
    }
}
