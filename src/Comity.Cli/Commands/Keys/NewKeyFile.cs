using System.Diagnostics.CodeAnalysis;
using Comity.Client.Keys;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary>A key file that is to be: where it goes, whose key it holds, and what seals it.</summary>
/// <param name="Path">Where; there is no file yet.</param>
/// <param name="Owner">Whose key it is.</param>
/// <param name="Permissions">What the key is meant to be allowed.</param>
/// <param name="Passphrases">What seals it, and opens a token.</param>
internal sealed record NewKeyFile(string Path, Lei Owner, Permissions Permissions, PassphraseSource Passphrases)
{
    /// <summary>Writes it with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="plain">Whether its secret stays in plain text.</param>
    /// <param name="failure">What is wrong with the passphrase.</param>
    public bool TryWrite(SoftwareKey key, bool plain, [NotNullWhen(false)] out string? failure)
    {
        failure = null;
        if (plain)
        {
            KeyFile.WritePlain(Path, Owner, Permissions, key);
            return true;
        }

        if (!Passphrases.TryReadNew(Path, out var passphrase, out failure))
        {
            return false;
        }

        using (passphrase)
        {
            KeyFile.Write(Path, Owner, Permissions, key, passphrase);
        }

        return true;
    }

    /// <summary>Makes a key on a token, and writes the file that names it there.</summary>
    /// <param name="token">Where.</param>
    /// <param name="algorithm">What it signs with.</param>
    /// <param name="publicKey">Its public half.</param>
    /// <param name="failure">What is wrong.</param>
    public bool TryMakeOn(
        Pkcs11Uri token,
        SignatureAlgorithm algorithm,
        [NotNullWhen(true)] out PublicKey? publicKey,
        [NotNullWhen(false)] out string? failure
    )
    {
        publicKey = null;
        failure = Pkcs11KeyGeneration.Generate(token, algorithm, Passphrases, out var made);
        if (failure is not null || !Pkcs11Key.TryOpen(made, Passphrases, out var key, out failure))
        {
            return false;
        }

        using (key)
        {
            publicKey = key.PublicKey;
            KeyFile.WriteToken(Path, Owner, Permissions, publicKey, made);
        }

        return true;
    }
}
