using System.Diagnostics.CodeAnalysis;

namespace Comity.Client.Keys;

/// <summary>A passphrase that is at hand.</summary>
internal sealed class KnownPassphrase(Passphrase known) : PassphraseSource
{
    /// <inheritdoc/>
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (new Passphrase(known.Bytes), null);
        return true;
    }
}
