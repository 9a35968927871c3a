using System.Diagnostics.CodeAnalysis;
using Comity.Client.Keys;

namespace Comity.Client.Tests.Keys;

/// <summary>A passphrase that a test states.</summary>
internal sealed class StatedPassphrase(string text) : PassphraseSource
{
    public override bool TryRead(
        string what,
        [NotNullWhen(true)] out Passphrase? passphrase,
        [NotNullWhen(false)] out string? failure
    )
    {
        (passphrase, failure) = (Passphrase.FromText(text), null);
        return true;
    }
}
