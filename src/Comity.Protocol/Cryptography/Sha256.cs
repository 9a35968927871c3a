using System.Security.Cryptography;

namespace Comity.Protocol.Cryptography;

/// <summary>SHA-256 (FIPS 180-4).</summary>
public static class Sha256
{
    /// <summary>The digest of a byte string.</summary>
    public static Hash256 Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        SHA256.HashData(data, digest);
        return new Hash256(digest);
    }
}
