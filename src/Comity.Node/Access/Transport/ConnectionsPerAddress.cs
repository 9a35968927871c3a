using System.Collections.Concurrent;
using System.Net;
using Comity.Node.Access.Budgets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access.Transport;

/// <summary>Bounds how many connections one address has open: what is beyond it is closed before it costs a handshake.</summary>
internal sealed class ConnectionsPerAddress(int most, LimitCounters limits, ILogger logger)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = [];

    /// <summary>Serves a connection, unless its address has too many.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var open = _open.AddOrUpdate(address, 1, static (_, count) => count + 1);
        try
        {
            if (open <= most)
            {
                await next(connection);
                return;
            }

            limits.Met(LimitKind.Connections);
            if (open == most + 1)
            {
                AccessMessages.TooManyConnections(logger, address, most);
            }

            connection.Abort(new ConnectionAbortedException("too many connections from this address"));
        }
        finally
        {
            Leave(address);
        }
    }

    private void Leave(IPAddress address)
    {
        while (_open.TryGetValue(address, out var count))
        {
            var left =
                count == 1
                    ? _open.TryRemove(KeyValuePair.Create(address, count))
                    : _open.TryUpdate(address, count - 1, count);
            if (left)
            {
                return;
            }
        }
    }
}
