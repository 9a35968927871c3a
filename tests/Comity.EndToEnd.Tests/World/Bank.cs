using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.EndToEnd.Tests.World;

/// <summary>A member of the world: a bank, an exchange provider or an authority.</summary>
/// <param name="Bic">Its BIC, which names it at the command line.</param>
/// <param name="Lei">Its LEI.</param>
/// <param name="Country">Its jurisdiction.</param>
/// <param name="Account">Its account.</param>
/// <param name="KeyFiles">Its key files, in order of their names.</param>
/// <param name="Keys">The same keys, opened.</param>
internal sealed record Bank(
    Bic Bic,
    Lei Lei,
    CountryCode Country,
    AccountAddress Account,
    IReadOnlyList<string> KeyFiles,
    IReadOnlyList<SigningKey> Keys
)
{
    /// <summary>The key that proves who calls.</summary>
    public SigningKey Key => Keys[0];

    public override string ToString() => Bic.ToString();
}
