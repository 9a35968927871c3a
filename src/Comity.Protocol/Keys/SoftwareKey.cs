using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Keys;

/// <summary>A private key in this process's memory. Its secret can be taken out, to be kept in a file.</summary>
public abstract class SoftwareKey : SigningKey
{
    /// <summary>Bytes of a secret, whatever the algorithm.</summary>
    public const int SecretSize = 32;

    private protected SoftwareKey(PublicKey publicKey)
        : base(publicKey) { }

    /// <summary>The key of a secret that <see cref="ExportSecret"/> gave.</summary>
    /// <returns>False where the secret is none of the algorithm's, or the algorithm is not known.</returns>
    public static bool TryImport(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> secret,
        [NotNullWhen(true)] out SoftwareKey? key
    )
    {
        key =
            secret.Length != SecretSize ? null
            : algorithm == SignatureAlgorithm.Ed25519 ? Ed25519Key.FromSeed(secret)
            : algorithm == SignatureAlgorithm.P256 ? P256Key.FromScalar(secret)
            : null;
        return key is not null;
    }

    /// <summary>
    /// The 32-byte secret: an Ed25519 key's seed (RFC 8032, section 5.1.5), a P-256 key's private scalar, big-endian (SEC 1,
    /// section 2.3.7). Whoever has it can sign; overwrite it after use.
    /// </summary>
    public abstract byte[] ExportSecret();
}
