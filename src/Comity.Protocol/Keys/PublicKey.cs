using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Keys;

/// <summary>How a signature is made. Numbers are those of the wire and are never reused.</summary>
public enum SignatureAlgorithm
{
    /// <summary>Pure Ed25519 (RFC 8032): 32-byte public keys, 64-byte signatures.</summary>
    Ed25519 = 1,
}

/// <summary>A public key with its algorithm, in the algorithm's standard raw form.</summary>
public sealed class PublicKey : IEquatable<PublicKey>, IComparable<PublicKey>
{
    /// <summary>Bytes in a raw Ed25519 public key.</summary>
    public const int Ed25519Size = 32;

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
    /// <returns>False where the length is not the algorithm's, or the algorithm is not known.</returns>
    public static bool TryCreate(
        SignatureAlgorithm algorithm,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out PublicKey? key
    )
    {
        key =
            algorithm == SignatureAlgorithm.Ed25519 && bytes.Length == Ed25519Size
                ? new PublicKey(algorithm, bytes.ToArray())
                : null;
        return key is not null;
    }

    /// <summary>Reads the text form: the algorithm, a colon, and the raw key in lower-case hexadecimal.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PublicKey? key)
    {
        const string Prefix = "ed25519:";
        Span<byte> bytes = stackalloc byte[Ed25519Size];
        key = null;
        return text.Length == Prefix.Length + (2 * Ed25519Size)
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan().ContainsAnyInRange('A', 'F')
            && Convert.FromHexString(text.AsSpan(Prefix.Length), bytes, out _, out _)
                == System.Buffers.OperationStatus.Done
            && TryCreate(SignatureAlgorithm.Ed25519, bytes, out key);
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
    public override string ToString() =>
        $"{(Algorithm == SignatureAlgorithm.Ed25519 ? "ed25519" : "unknown")}:{Convert.ToHexStringLower(_bytes)}";
}
