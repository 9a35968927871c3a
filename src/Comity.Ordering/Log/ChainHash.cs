using System.Runtime.CompilerServices;

namespace Comity.Ordering.Log;

/// <summary>
/// The SHA-256 (FIPS 180-4) that names a record and everything before it: the hash of the previous record's chain hash, the
/// record's height, its length and its payload. Two logs with the same chain hash at a height hold the same payloads up to it.
/// </summary>
public readonly struct ChainHash : IEquatable<ChainHash>
{
    /// <summary>The length of a chain hash, in bytes.</summary>
    public const int Size = 32;

    private readonly Bytes bytes;

    /// <summary>Takes a hash from its bytes.</summary>
    /// <param name="source">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">It is not 32 bytes.</exception>
    public ChainHash(ReadOnlySpan<byte> source)
    {
        if (source.Length != Size)
        {
            throw new ArgumentException($"A chain hash has {Size} bytes, not {source.Length}.", nameof(source));
        }
        source.CopyTo(bytes);
    }

    /// <summary>32 zero bytes: what comes before the first record unless another start is agreed.</summary>
    public static ChainHash Zero => default;

    /// <summary>Whether two hashes are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ChainHash left, ChainHash right) => left.Equals(right);

    /// <summary>Whether two hashes differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ChainHash left, ChainHash right) => !left.Equals(right);

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)bytes).CopyTo(destination);

    /// <inheritdoc/>
    public bool Equals(ChainHash other) => ((ReadOnlySpan<byte>)bytes).SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChainHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(bytes);

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte first;
    }
}
