using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>The names and algorithms of the one form of signature that is made and accepted.</summary>
internal static class SignatureProfile
{
    public const string RsaSha256 = SignedXml.XmlDsigRSASHA256Url;
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    public const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
    public const int SmallestRsaKey = 2048;
    private const string P256 = "1.2.840.10045.3.1.7";

    // The framework's SignedXml knows no ECDSA by itself; this is its way to be told, for the whole process.
    static SignatureProfile() => CryptoConfig.AddAlgorithm(typeof(EcdsaSha256Description), EcdsaSha256);

    /// <summary>The method that a certificate's key signs by; null where none is allowed for it.</summary>
    public static string? MethodOf(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null)
        {
            return rsa.KeySize >= SmallestRsaKey ? RsaSha256 : null;
        }

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa?.ExportParameters(false).Curve.Oid?.Value == P256 ? EcdsaSha256 : null;
    }

    /// <summary>Whether a certificate that limits its use allows signatures, and it is no authority's.</summary>
    public static bool IsForSigning(X509Certificate2 certificate) =>
        certificate
            .Extensions.OfType<X509KeyUsageExtension>()
            .All(usage =>
                (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0
            )
        && certificate.Extensions.OfType<X509BasicConstraintsExtension>().All(limits => !limits.CertificateAuthority);
}
