using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>
/// A signing key in a file of mode 0600: sealed under a passphrase, or the name of a key on a token, or, for demonstrations, in
/// plain text. docs/keys.md describes the format.
/// </summary>
public static class KeyFile
{
    /// <summary>Most bytes of a key file.</summary>
    private const int Largest = 64 * 1024;

    /// <summary>Writes a new file with the secret sealed under a passphrase.</summary>
    /// <param name="path">Where; an existing file is never overwritten.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="permissions">What it is meant to be allowed; the ledger says what it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="passphrase">Opens the file again.</param>
    /// <param name="cost">What a try of a passphrase costs; <see cref="SealingCost.Default"/> where absent.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is outside its bounds.</exception>
    public static void Write(
        string path,
        Lei owner,
        Permissions permissions,
        SoftwareKey key,
        Passphrase passphrase,
        SealingCost? cost = null
    ) =>
        PrivateFile.Create(
            path,
            Seal(KeyFileContent.Of(owner, permissions, key.PublicKey), key, passphrase, cost ?? SealingCost.Default)
        );

    /// <summary>Writes a new file that names a key on a token.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static void WriteToken(
        string path,
        Lei owner,
        Permissions permissions,
        PublicKey publicKey,
        Pkcs11Uri token
    ) =>
        PrivateFile.Create(
            path,
            (KeyFileContent.Of(owner, permissions, publicKey) with { Token = token.ToString() }).ToBytes()
        );

    /// <summary>Writes a new file with the secret in plain text: for demonstrations only.</summary>
    /// <param name="path">Where; an existing file is never overwritten.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="permissions">What it is meant to be allowed; the ledger says what it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="demonstration">Whether it comes from a printed seed, so that everybody has it: the file is marked.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static void WritePlain(
        string path,
        Lei owner,
        Permissions permissions,
        SoftwareKey key,
        bool demonstration = false
    )
    {
        var plain = new PlainSecret(PlainSecret.Told, Convert.ToHexStringLower(key.ExportSecret()));
        PrivateFile.Create(
            path,
            (
                KeyFileContent.Of(owner, permissions, key.PublicKey) with
                {
                    Plain = plain,
                    Demonstration = demonstration,
                }
            ).ToBytes()
        );
    }

    /// <summary>Seals a key file anew under another passphrase. Whoever opens it meanwhile finds the old or the new.</summary>
    /// <param name="path">The file; sealed or plain.</param>
    /// <param name="key">The key as it was opened.</param>
    /// <param name="passphrase">The new passphrase.</param>
    /// <param name="cost">As for a new file.</param>
    /// <exception cref="ArgumentException">The key is on a token: it has no secret to seal.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Reseal(string path, OwnedKey key, Passphrase passphrase, SealingCost? cost = null) =>
        PrivateFile.Replace(
            path,
            Seal(
                KeyFileContent.Of(key.Owner, key.Permissions, key.Key.PublicKey) with
                {
                    Demonstration = key.Demonstration,
                },
                key.Key as SoftwareKey
                    ?? throw new ArgumentException("A key on a token has no secret to seal.", nameof(key)),
                passphrase,
                cost ?? SealingCost.Default
            )
        );

    /// <summary>
    /// Puts a successor in the place of a key file, which stays under another name. Whoever opens the path meanwhile finds the one
    /// or the other; after an interruption it can be done again.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="successor">The file that takes its place.</param>
    /// <param name="retired">Where the old one is kept.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Succeed(string path, string successor, string retired)
    {
        if (!File.Exists(retired))
        {
            PrivateFile.Create(retired, File.ReadAllBytes(path));
        }

        PrivateFile.Rename(successor, path, overwrite: true);
    }

    /// <summary>Reads what a key file says without opening it: no passphrase is needed.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryDescribe(
        string path,
        [NotNullWhen(true)] out KeyDescription? description,
        [NotNullWhen(false)] out string? failure
    ) => TryRead(path, out _, out description, out failure);

    /// <summary>Reads and opens a key file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="how">Where its passphrase or PIN comes from, and whether plain text is taken.</param>
    /// <param name="key">The key with its owner, where all is well. The caller disposes of it.</param>
    /// <param name="failure">What is wrong and what to do, where it is not.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryOpen(
        string path,
        KeyOpening how,
        [NotNullWhen(true)] out OwnedKey? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        key = null;
        if (!TryRead(path, out var content, out var description, out failure))
        {
            return false;
        }

        SigningKey? opened;
        (opened, failure) = description.Protection switch
        {
            KeyProtection.Sealed => OpenSealed(path, content, description, how),
            KeyProtection.Token => OpenToken(path, description, how),
            _ => OpenPlain(path, content.Plain!, description, how),
        };
        if (opened is not null && !opened.PublicKey.Equals(description.PublicKey))
        {
            opened.Dispose();
            opened = null;
            failure = $"{path}: public_key is not that of the key itself: the file is damaged, or names another key";
        }

        // A mark that was taken out of a plain file does not help: what everybody has is recognised.
        key = opened is null
            ? null
            : new OwnedKey(
                description.Owner,
                description.Permissions,
                opened,
                content.Demonstration || PublishedKeys.Contains(opened.PublicKey)
            );
        failure = key is null ? failure ?? $"{path} cannot be opened" : null;
        return key is not null;
    }

    private static bool TryRead(
        string path,
        [NotNullWhen(true)] out KeyFileContent? content,
        [NotNullWhen(true)] out KeyDescription? description,
        [NotNullWhen(false)] out string? failure
    )
    {
        (content, description, failure) = (null, null, null);
        if (!File.Exists(path))
        {
            failure = $"there is no key file {path}";
        }
        else if (PrivateFile.IsOpenToOthers(path))
        {
            failure = $"{path}: others may read or change it. Run: chmod 600 {path}";
        }
        else if (new FileInfo(path).Length > Largest)
        {
            failure = $"{path}: is not a key file: it has more than {Largest} bytes";
        }
        else if (KeyFileContent.Read(File.ReadAllBytes(path), out content, out description) is { } fault)
        {
            failure = $"{path}: {fault}";
        }

        return failure is null && content is not null && description is not null;
    }

    private static byte[] Seal(KeyFileContent content, SoftwareKey key, Passphrase passphrase, SealingCost cost)
    {
        if (cost.Fault() is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, fault);
        }

        var salt = RandomNumberGenerator.GetBytes(SecretSeal.SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(SecretSeal.NonceSize);
        var parameters = new SealedSecret(
            SecretSeal.DerivationName,
            cost.MemoryKibibytes,
            cost.Passes,
            Convert.ToHexStringLower(salt),
            SecretSeal.CipherName,
            Convert.ToHexStringLower(nonce),
            string.Empty,
            string.Empty
        );
        var header = content.AuthenticatedHeader(parameters);
        var secret = key.ExportSecret();
        try
        {
            parameters = parameters with
            {
                Ciphertext = Convert.ToHexStringLower(SecretSeal.Seal(secret, passphrase, cost, salt, nonce, header)),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        parameters = parameters with { Checksum = parameters.ChecksumOf(header) };
        return (content with { Sealed = parameters }).ToBytes();
    }

    private static (SigningKey?, string?) OpenSealed(
        string path,
        KeyFileContent content,
        KeyDescription description,
        KeyOpening how
    )
    {
        var parameters = content.Sealed!;
        if (!how.Passphrases.TryRead($"the passphrase of {path}", out var passphrase, out var failure))
        {
            return (null, failure);
        }

        using (passphrase)
        {
            return SecretSeal.TryOpen(
                Convert.FromHexString(parameters.Ciphertext),
                description.PublicKey.Algorithm,
                passphrase,
                parameters.Cost,
                Convert.FromHexString(parameters.Salt),
                Convert.FromHexString(parameters.Nonce),
                content.AuthenticatedHeader(parameters),
                out var opened
            )
                ? (opened, null)
                : (null, $"{path}: the passphrase is wrong, or somebody changed the file and its checksum");
        }
    }

    private static (SigningKey?, string?) OpenToken(string path, KeyDescription description, KeyOpening how) =>
        Pkcs11Key.TryOpen(description.Token!, how.Passphrases, out var opened, out var failure)
            ? (opened, null)
            : (null, $"{path}: {failure}");

    private static (SigningKey?, string?) OpenPlain(
        string path,
        PlainSecret plain,
        KeyDescription description,
        KeyOpening how
    )
    {
        if (!how.AllowPlain)
        {
            return (
                null,
                $"{path}: holds its secret in plain text, which only a demonstration may. Seal it: ./comity key change-passphrase {path}"
            );
        }

        var secret = new byte[SoftwareKey.SecretSize];
        var isHex =
            plain.Secret.Length == 2 * secret.Length
            && Convert.FromHexString(plain.Secret, secret, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHex && SoftwareKey.TryImport(description.PublicKey.Algorithm, secret, out var opened)
            ? (opened, null)
            : (null, $"{path}: secret is none of {AlgorithmNames.Of(description.PublicKey.Algorithm)}");
    }
}
