using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>Finds the certificate that a signature carries or names.</summary>
internal static class SignerLookup
{
    /// <summary>The certificate, or null where it is not carried and no known one is named.</summary>
    public static X509Certificate2? Find(XmlElement keyInfo, IReadOnlyList<X509Certificate2> known, DateTimeOffset at)
    {
        var carried = keyInfo.GetElementsByTagName("X509Certificate", SignedXml.XmlDsigNamespaceUrl);
        var named = keyInfo.GetElementsByTagName("X509SKI", SignedXml.XmlDsigNamespaceUrl);
        if (carried.Count == 1)
        {
            return Read(carried[0]!.InnerText);
        }

        var identifier = carried.Count == 0 && named.Count == 1 ? named[0]!.InnerText.Trim() : null;
        // A certificate that was renewed with its key has the identifier of the one before.
        return known
            .Where(certificate => identifier is not null && KeyIdentifier(certificate) == identifier)
            .OrderByDescending(certificate => IsInForce(certificate, at))
            .FirstOrDefault();
    }

    /// <summary>Whether the time is within the certificate's validity, both ends included.</summary>
    public static bool IsInForce(X509Certificate2 certificate, DateTimeOffset at) =>
        at.UtcDateTime >= certificate.NotBefore.ToUniversalTime()
        && at.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    /// <summary>The subject key identifier in Base64; null where the certificate has none.</summary>
    public static string? KeyIdentifier(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } extension
            ? Convert.ToBase64String(extension.SubjectKeyIdentifierBytes.Span)
            : null;

    private static X509Certificate2? Read(string base64)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
