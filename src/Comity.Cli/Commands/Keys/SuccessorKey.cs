using System.Diagnostics.CodeAnalysis;
using Comity.Client.Keys;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Keys;

namespace Comity.Cli.Commands.Keys;

/// <summary>The key file that takes another's place: FILE.next, made once, durable before anybody is told of its key.</summary>
/// <param name="Path">The file whose place it takes.</param>
/// <param name="Passphrases">What seals it: what sealed the old one.</param>
internal sealed record SuccessorKey(string Path, PassphraseSource Passphrases)
{
    /// <summary>Where it is until it takes the place.</summary>
    public string NextPath => $"{Path}.next";

    /// <summary>Makes it as the old one is kept, unless an earlier run did; gives its public half.</summary>
    /// <param name="old">The old key.</param>
    /// <param name="isPlain">Whether the old one is in plain text.</param>
    /// <param name="token">Where to make it, where it is to be on a token.</param>
    /// <param name="publicKey">Its public half.</param>
    /// <param name="failure">What is wrong.</param>
    public bool TryMake(
        OwnedKey old,
        bool isPlain,
        Pkcs11Uri? token,
        [NotNullWhen(true)] out PublicKey? publicKey,
        [NotNullWhen(false)] out string? failure
    )
    {
        publicKey = null;
        if (!File.Exists(NextPath) && !TryMakeNew(old, isPlain, token, out failure))
        {
            return false;
        }

        // Opened, and not only read: a key that cannot be opened again must never be registered.
        if (!KeyFile.TryOpen(NextPath, new KeyOpening(Passphrases, AllowPlain: isPlain), out var made, out failure))
        {
            return false;
        }

        using (made)
        {
            publicKey = made.Key.PublicKey;
            failure = made.Owner == old.Owner ? null : $"{NextPath} belongs to {made.Owner}, not to {old.Owner}.";
        }

        return failure is null;
    }

    private bool TryMakeNew(OwnedKey old, bool isPlain, Pkcs11Uri? token, [NotNullWhen(false)] out string? failure)
    {
        var (file, algorithm) = (
            new NewKeyFile(NextPath, old.Owner, old.Permissions, Passphrases),
            old.Key.PublicKey.Algorithm
        );
        if (token is not null)
        {
            return file.TryMakeOn(token, algorithm, out _, out failure);
        }

        using var key = SigningKey.Generate(algorithm);
        return file.TryWrite(key, isPlain, out failure);
    }
}
