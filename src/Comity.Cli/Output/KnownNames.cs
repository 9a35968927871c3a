using Comity.Cli.Worlds;
using Comity.Client;
using Comity.Protocol.Genesis;

namespace Comity.Cli.Output;

/// <summary>What a command knows of names and decimals: from the node, and from the world folder where one is named.</summary>
internal static class KnownNames
{
    /// <summary>BICs by LEI, and by account address where a world folder says whose they are.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        NodeConnection connection,
        WorldFolder? folder,
        CancellationToken cancellation
    )
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var participant in await connection.ListParticipantsAsync(cancellation))
        {
            names[participant.Lei] = participant.Bic;
        }

        if (folder is not null && folder.TryRead(out var world, out _))
        {
            foreach (var member in world.Members)
            {
                names[member.Account] = member.Bic;
            }
        }

        return names;
    }

    /// <summary>Amounts with the decimals that the network's genesis states.</summary>
    public static Amounts Decimals(Protocol.Wire.NetworkInfo network) =>
        new(
            NetworkGenesis.TryRead(network.Genesis.Span, out var genesis, out _)
                ? genesis.Instruments.ToDictionary(
                    static terms => terms.Id.ToString(),
                    static terms => terms.Decimals,
                    StringComparer.Ordinal
                )
                : []
        );
}
