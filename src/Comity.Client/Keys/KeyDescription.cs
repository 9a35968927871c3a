using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>How a key file keeps the secret.</summary>
public enum KeyProtection
{
    /// <summary>Sealed under a passphrase.</summary>
    Sealed = 1,

    /// <summary>Not in the file at all: it names a key on a PKCS#11 token.</summary>
    Token = 2,

    /// <summary>In plain text: for demonstrations.</summary>
    Plain = 3,
}

/// <summary>What a key file says without being opened.</summary>
/// <param name="Owner">Whose key it is.</param>
/// <param name="Permissions">What it is meant to be allowed; the ledger says what it is.</param>
/// <param name="PublicKey">Its public half.</param>
/// <param name="Protection">How the secret is kept.</param>
/// <param name="Token">The key on a token that the file names, where it does.</param>
public sealed record KeyDescription(
    Lei Owner,
    Permissions Permissions,
    PublicKey PublicKey,
    KeyProtection Protection,
    Pkcs11Uri? Token
);
