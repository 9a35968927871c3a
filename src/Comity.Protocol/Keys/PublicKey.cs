using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Keys;

/// <summary>How a signature is made. Numbers are those of the wire and are never reused.</summary>
public enum SignatureAlgorithm
{
    /// <summary>Pure Ed25519 (RFC 8032): 32-byte public keys, 64-byte signatures.</summary>
    Ed25519 = 1,

    /// <summary>
    /// ECDSA over P-256 with SHA-256 (FIPS 186-5): public keys are uncompressed points of 65 bytes (SEC 1, section 2.3.3),
    /// signatures r and s of 32 bytes each, with the smaller s (docs/decisions, "P-256 with the smaller s").
    /// </summary>
    P256 = 2,
}

/// <summary>A public key with its algorithm, in the algorithm's standard raw form.</summary>
public sealed class PublicKey : IEquatable<PublicKey>, IComparable<PublicKey>
{
    /// <summary>Bytes in a raw Ed25519 public key.</summary>
    public const int Ed25519Size = 32;

    /// <summary>Bytes in an uncompressed P-256 point.</summary>
    public const int P256Size = 65;

    /// <summary>The first byte of an uncompressed point (SEC 1, section 2.3.3).</summary>
    public const byte UncompressedPoint = 4;

    private readonly byte[] _bytes;
    private readonly int _hash;

    private PublicKey(SignatureAlgorithm algorithm, byte[] bytes)
    {
        Algorithm = algorithm;
        _bytes = bytes;
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        _hash = hash.ToHashCode();
    }

    /// <summary>How it verifies.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Its raw bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes a raw key.</summary>
    /// <remarks>Whether a P-256 point is on the curve shows when it verifies: a key that is not verifies nothing.</remarks>
    /// <returns>False where the form is not the algorithm's, or the algorithm is not known.</returns>
    public static bool TryCreate(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out PublicKey? key
    )
    {
        var fits = algorithm switch
        {
            SignatureAlgorithm.Ed25519 => bytes.Length == Ed25519Size,
            SignatureAlgorithm.P256 => bytes.Length == P256Size && bytes[0] == UncompressedPoint,
            _ => false,
        };
        key = fits ? new PublicKey(algorithm, bytes.ToArray()) : null;
        return key is not null;
    }

    /// <summary>Reads the text form: the algorithm's name, a colon, the raw key in hexadecimal.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !AlgorithmNames.TryParse(text[..colon], out var algorithm))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[P256Size];
        return text.Length - colon - 1 <= 2 * P256Size
            && Convert.FromHexString(text.AsSpan(colon + 1), bytes, out _, out var length)
                == System.Buffers.OperationStatus.Done
            && TryCreate(algorithm, bytes[..length], out key);
    }

    /// <inheritdoc/>
    public int CompareTo(PublicKey? other) =>
        other is null ? 1
        : Algorithm != other.Algorithm ? Algorithm.CompareTo(other.Algorithm)
        : Bytes.SequenceCompareTo(other.Bytes);

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) =>
        other is not null && Algorithm == other.Algorithm && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => $"{AlgorithmNames.Of(Algorithm)}:{Convert.ToHexStringLower(_bytes)}";
}
