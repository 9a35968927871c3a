using System.Diagnostics.CodeAnalysis;
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
    private readonly List<SigningKey> _keys = [];

    /// <summary>A member's connection, opened once.</summary>
    /// <param name="member">Who calls.</param>
    /// <param name="connection">Its connection; disposed of with this.</param>
    /// <param name="failure">What is wrong with its keys, where they cannot be used.</param>
    public bool TryOpen(
        WorldMember member,
        [NotNullWhen(true)] out NodeConnection? connection,
        [NotNullWhen(false)] out string? failure
    )
    {
        failure = null;
        if (_open.TryGetValue(member.Bic, out connection))
        {
            return true;
        }

        if (!folder.TryReadAnyKey(member, out var key, out failure))
        {
            return false;
        }

        _keys.Add(key);
        connection = NodeConnection.Open(
            node,
            new ConnectionSecurity
            {
                Trust = NodeTrust.Authority(folder.AuthorityFile),
                Tokens = TokenSource.OfParticipant(Lei.Parse(member.Lei), key, folder.ReadNetworkId()),
            },
            retry
        );
        _open.Add(member.Bic, connection);
        return true;
    }

    /// <summary>A member's connection, where it is known that its keys are here.</summary>
    /// <exception cref="IOException">They are not.</exception>
    public NodeConnection Of(string bic) =>
        TryOpen(world.Members.First(member => member.Bic == bic), out var connection, out var failure)
            ? connection
            : throw new IOException(failure);

    /// <summary>Those who together see everything: the authorities.</summary>
    public IReadOnlyList<NodeConnection> Authorities =>
        [.. world.Members.Where(static member => member.IsAuthority).Select(member => Of(member.Bic))];

    /// <summary>A settlement as the first authority that may see it sees it; unknown where none does.</summary>
    public async Task<SettlementView> GetSettlementAsync(Uetr uetr, CancellationToken cancellation) =>
        await NodeSeats.FirstThatKnowsAsync(Authorities, uetr, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }

        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }
}
