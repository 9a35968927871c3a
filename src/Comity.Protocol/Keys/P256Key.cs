using System.Security.Cryptography;

namespace Comity.Protocol.Keys;

/// <summary>A private P-256 key (FIPS 186-5, SP 800-186) in memory, held by the platform's library (OpenSSL on Linux).</summary>
internal sealed class P256Key : SoftwareKey
{
    // ECDsa does not say that it is safe for several threads at once.
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private P256Key(ECDsa key)
        : base(PublicOf(key)) => _key = key;

    public static P256Key Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The key of a private scalar; null where it is 0, or not below the group's order.</summary>
    public static P256Key? FromScalar(ReadOnlySpan<byte> scalar)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar.ToArray() };
        try
        {
            return P256Signature.IsScalar(scalar) ? new P256Key(ECDsa.Create(parameters)) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    /// <summary>The key of a PKCS#8 structure; null where it is none of P-256.</summary>
    public static SoftwareKey? FromPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (
                curve.IsNamed
                && string.Equals(curve.Oid.Value, ECCurve.NamedCurves.nistP256.Oid.Value, StringComparison.Ordinal)
            )
            {
                var read = new P256Key(key);
                key = null;
                return read;
            }

            return null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            key?.Dispose();
        }
    }

    /// <inheritdoc/>
    public override byte[] ExportSecret()
    {
        lock (_gate)
        {
            return _key.ExportParameters(includePrivateParameters: true).D!;
        }
    }

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[P256Signature.Size];
        lock (_gate)
        {
            _ = _key.SignData(
                message,
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }

        P256Signature.MakeLow(signature);
        return signature;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _key.Dispose();

    private static PublicKey PublicOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return Keys.PublicKey.TryCreate(
            SignatureAlgorithm.P256,
            [Keys.PublicKey.UncompressedPoint, .. point.X!, .. point.Y!],
            out var publicKey
        )
            ? publicKey
            : throw new InvalidOperationException("The library exported a public key of another size.");
    }
}
