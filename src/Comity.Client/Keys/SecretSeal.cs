using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Protocol.Keys;
using NSec.Cryptography;

namespace Comity.Client.Keys;

/// <summary>
/// Seals a key's secret under a passphrase: Argon2id (RFC 9106) makes the key, XChaCha20-Poly1305 (libsodium's) seals with it and
/// authenticates the file's header. docs/keys.md has the format.
/// </summary>
internal static class SecretSeal
{
    public const string DerivationName = "argon2id";

    public const string CipherName = "xchacha20-poly1305";

    public const int SaltSize = 16;

    public const int NonceSize = 24;

    /// <summary>A sealed secret: 32 bytes and a tag of 16.</summary>
    public const int SealedSize = SoftwareKey.SecretSize + 16;

    private static readonly AeadAlgorithm Cipher = AeadAlgorithm.XChaCha20Poly1305;

    /// <summary>Seals a secret.</summary>
    public static byte[] Seal(
        ReadOnlySpan<byte> secret,
        Passphrase passphrase,
        SealingCost cost,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header
    )
    {
        using var key = Derive(passphrase, cost, salt);
        return Cipher.Encrypt(key, nonce, header, secret);
    }

    /// <summary>Opens a sealed secret as a key.</summary>
    /// <returns>False where the passphrase is wrong, or anything at all was changed.</returns>
    public static bool TryOpen(
        ReadOnlySpan<byte> sealedSecret,
        Comity.Protocol.Keys.SignatureAlgorithm algorithm,
        Passphrase passphrase,
        SealingCost cost,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> header,
        [NotNullWhen(true)] out SoftwareKey? opened
    )
    {
        opened = null;
        var secret = GC.AllocateArray<byte>(SoftwareKey.SecretSize, pinned: true);
        try
        {
            using var key = Derive(passphrase, cost, salt);
            return Cipher.Decrypt(key, nonce, header, sealedSecret, secret)
                && SoftwareKey.TryImport(algorithm, secret, out opened);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static Key Derive(Passphrase passphrase, SealingCost cost, ReadOnlySpan<byte> salt) =>
        PasswordBasedKeyDerivationAlgorithm
            .Argon2id(
                new Argon2Parameters
                {
                    DegreeOfParallelism = 1,
                    MemorySize = cost.MemoryKibibytes,
                    NumberOfPasses = cost.Passes,
                }
            )
            .DeriveKey(passphrase.Bytes, salt, Cipher);
}
