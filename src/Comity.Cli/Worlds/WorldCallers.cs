using Comity.Client;
using Comity.Client.Queries;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Worlds;

/// <summary>
/// Connections to a world's node as its members: each with TLS to the world's own authority, and with tokens of its own key, so
/// that each sees what is its own.
/// </summary>
internal sealed class WorldCallers(WorldFolder folder, WorldDescription world, Uri node, ConnectionRetry? retry = null)
    : IDisposable
{
    private readonly Dictionary<string, NodeConnection> _open = new(StringComparer.Ordinal);

    /// <summary>Those who together see everything: the authorities, as far as they are open.</summary>
    public IReadOnlyList<NodeConnection> Authorities =>
        [
            .. world
                .Members.Where(member => member.IsAuthority && _open.ContainsKey(member.Bic))
                .Select(member => _open[member.Bic]),
        ];

    /// <summary>A member's connection, opened once.</summary>
    /// <param name="member">Who calls.</param>
    /// <param name="key">A key of it, not disposed of here, needed as long as the connection is.</param>
    public NodeConnection Open(WorldMember member, SigningKey key)
    {
        if (!_open.TryGetValue(member.Bic, out var connection))
        {
            var security = new ConnectionSecurity
            {
                Trust = NodeTrust.Authority(folder.AuthorityFile),
                Tokens = TokenSource.OfParticipant(Lei.Parse(member.Lei), key, folder.ReadNetworkId()),
            };
            connection = NodeConnection.Open(node, security, retry);
            _open.Add(member.Bic, connection);
        }

        return connection;
    }

    /// <summary>The connection of a member that is open.</summary>
    public NodeConnection Of(Bic member) => _open[member.ToString()];

    /// <summary>A settlement as the first authority that may see it sees it; unknown where none does.</summary>
    public async Task<SettlementView> GetSettlementAsync(Uetr uetr, CancellationToken cancellation) =>
        (await NodeSeats.SeatThatKnowsAsync(Authorities, uetr, cancellation)).View;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }
    }
}
