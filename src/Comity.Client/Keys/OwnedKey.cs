using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>A signing key and whose it is.</summary>
/// <param name="Owner">The participant.</param>
/// <param name="Permissions">What it is meant to be allowed; the ledger says what it is.</param>
/// <param name="Key">The key.</param>
/// <param name="Demonstration">Whether everybody has it, because it comes from a printed seed.</param>
public sealed record OwnedKey(Lei Owner, Permissions Permissions, SigningKey Key, bool Demonstration = false)
    : IDisposable
{
    /// <summary>Whether it may sign on a network; what is wrong and what to do, where it may not.</summary>
    /// <param name="network">The network's genesis.</param>
    /// <param name="refusal">Why not.</param>
    public bool MaySignOn(NetworkGenesis network, [NotNullWhen(false)] out string? refusal)
    {
        refusal =
            Demonstration && !network.Demonstration
                ? $"the key {Key.PublicKey} comes from a printed seed, so everybody has it, and {network.Network} is no "
                    + "demonstration. Make a fresh key with ./comity key new, and have it registered"
                : null;
        return refusal is null;
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
