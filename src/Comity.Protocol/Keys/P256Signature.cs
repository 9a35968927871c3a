using System.Numerics;
using System.Security.Cryptography;

namespace Comity.Protocol.Keys;

/// <summary>
/// ECDSA signatures over P-256 with SHA-256 (FIPS 186-5, section 6): r and s, 32 bytes each, big-endian (IEEE P1363). Of the two
/// that are right for a message and an r, only the one with the smaller s counts: docs/decisions, "P-256 with the smaller s".
/// </summary>
public static class P256Signature
{
    /// <summary>Bytes of a signature.</summary>
    public const int Size = 2 * Half;

    private const int Half = 32;

    // The order of the group, SP 800-186, section 3.2.1.3.
    private static readonly BigInteger Order = Read(
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
    );

    private static readonly byte[] HalfOrder = Write(Order >> 1);

    /// <summary>Whether s is at most half the group's order.</summary>
    public static bool IsLow(ReadOnlySpan<byte> signature) =>
        signature.Length == Size && signature[Half..].SequenceCompareTo(HalfOrder) <= 0;

    /// <summary>Puts the order less s in the place of an s that is above half the order: what signs with a module does this.</summary>
    /// <exception cref="ArgumentException">The signature is not 64 bytes long.</exception>
    public static void MakeLow(Span<byte> signature)
    {
        if (signature.Length != Size)
        {
            throw new ArgumentException(
                $"A P-256 signature has {Size} bytes, not {signature.Length}.",
                nameof(signature)
            );
        }

        if (!IsLow(signature))
        {
            var other = Order - Read(signature[Half..]);
            // An s above the order is no signature's; it stays as it is and verifies never.
            if (other.Sign > 0)
            {
                Write(other).CopyTo(signature[Half..]);
            }
        }
    }

    internal static bool IsScalar(ReadOnlySpan<byte> value) =>
        Read(value) is { IsZero: false } number && number < Order;

    internal static bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!IsLow(signature))
        {
            return false;
        }

        var point = key.Bytes[1..];
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[..Half].ToArray(), Y = point[Half..].ToArray() },
        };
        try
        {
            using var verifier = ECDsa.Create(parameters);
            return verifier.VerifyData(
                message,
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }
        catch (CryptographicException)
        {
            // The point is not on the curve: no signature is this key's.
            return false;
        }
    }

    private static BigInteger Read(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Write(BigInteger value)
    {
        var bytes = new byte[Half];
        var digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes.AsSpan(Half - digits.Length));
        return bytes;
    }
}
