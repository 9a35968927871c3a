using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

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

    /// <summary>Reads an unencrypted PKCS#8 key in PEM (RFC 5958, RFC 7468), as <c>openssl genpkey</c> writes it.</summary>
    /// <returns>False where the text is none of Ed25519 (RFC 8410) or P-256 (RFC 5915).</returns>
    public static bool TryImportPem(ReadOnlySpan<char> pem, [NotNullWhen(true)] out SoftwareKey? key)
    {
        key = null;
        if (!PemEncoding.TryFind(pem, out var fields) || !pem[fields.Label].SequenceEqual("PRIVATE KEY"))
        {
            return false;
        }

        var pkcs8 = new byte[fields.DecodedDataLength];
        try
        {
            key = Convert.TryFromBase64Chars(pem[fields.Base64Data], pkcs8, out var length)
                ? Ed25519Key.FromPkcs8(pkcs8.AsSpan(0, length)) ?? P256Key.FromPkcs8(pkcs8.AsSpan(0, length))
                : null;
            return key is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>
    /// The 32-byte secret: an Ed25519 key's seed (RFC 8032, section 5.1.5), a P-256 key's private scalar, big-endian (SEC 1,
    /// section 2.3.7). Whoever has it can sign; overwrite it after use.
    /// </summary>
    public abstract byte[] ExportSecret();
}
