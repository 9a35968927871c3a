using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>A signing key and whose it is.</summary>
/// <param name="Owner">The participant.</param>
/// <param name="Permissions">What it is meant to be allowed; the ledger says what it is.</param>
/// <param name="Key">The key.</param>
public sealed record OwnedKey(Lei Owner, Permissions Permissions, SigningKey Key) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
