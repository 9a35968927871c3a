using System.Formats.Asn1;
using Comity.Protocol.Keys;
using Net.Pkcs11Interop.Common;

namespace Comity.Client.Keys.Pkcs11;

/// <summary>How an algorithm looks to a token (PKCS #11 v3.0, section 2.3).</summary>
internal sealed record Pkcs11Mechanism(
    SignatureAlgorithm Algorithm,
    CKK KeyType,
    ulong Generate,
    ulong Sign,
    byte[] Parameters
)
{
    // Pkcs11Interop's enumerations are those of version 2.40, which has no Edwards curves.
    private const CKK EdwardsKey = (CKK)0x40;
    private const ulong EdwardsGenerate = 0x1055;
    private const ulong EdwardsSign = 0x1057;

    /// <summary>Ed25519: CKM_EDDSA, which hashes by itself. Its curve is named in words, as SoftHSM and most tokens have it.</summary>
    public static Pkcs11Mechanism Ed25519 { get; } =
        new(SignatureAlgorithm.Ed25519, EdwardsKey, EdwardsGenerate, EdwardsSign, CurveName("edwards25519"));

    /// <summary>P-256: CKM_ECDSA over a SHA-256 made here, which every token offers.</summary>
    public static Pkcs11Mechanism P256 { get; } =
        new(
            SignatureAlgorithm.P256,
            CKK.CKK_EC,
            (ulong)CKM.CKM_EC_KEY_PAIR_GEN,
            (ulong)CKM.CKM_ECDSA,
            Oid("1.2.840.10045.3.1.7")
        );

    /// <summary>The mechanism of an algorithm.</summary>
    public static Pkcs11Mechanism Of(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.P256 ? P256 : Ed25519;

    /// <summary>The mechanism of a key on a token; null where it is of another kind or curve.</summary>
    public static Pkcs11Mechanism? Of(ulong keyType, byte[] parameters) =>
        keyType == (ulong)P256.KeyType && parameters.AsSpan().SequenceEqual(P256.Parameters) ? P256
        : keyType == (ulong)EdwardsKey
        && (
            parameters.AsSpan().SequenceEqual(Ed25519.Parameters)
            || parameters.AsSpan().SequenceEqual(Oid("1.3.101.112"))
        )
            ? Ed25519
        : null;

    /// <summary>The public key of a CKA_EC_POINT: the point in an OCTET STRING; some tokens leave the string out.</summary>
    public PublicKey? ReadPoint(byte[] point)
    {
        if (PublicKey.TryCreate(Algorithm, point, out var bare))
        {
            return bare;
        }

        try
        {
            var inner = AsnDecoder.ReadOctetString(point, AsnEncodingRules.DER, out var consumed);
            return consumed == point.Length && PublicKey.TryCreate(Algorithm, inner, out var key) ? key : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] CurveName(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.PrintableString, name);
        return writer.Encode();
    }

    private static byte[] Oid(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}
