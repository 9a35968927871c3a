using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>Finds the certificate that a signature carries or names.</summary>
internal static class SignerLookup
{
    /// <summary>The certificate, or null where it is not carried and no known one is named.</summary>
    public static X509Certificate2? Find(XmlElement keyInfo, IReadOnlyList<X509Certificate2> known)
    {
        var carried = keyInfo.GetElementsByTagName("X509Certificate", SignedXml.XmlDsigNamespaceUrl);
        var named = keyInfo.GetElementsByTagName("X509SKI", SignedXml.XmlDsigNamespaceUrl);
        if (carried.Count == 1)
        {
            return Read(carried[0]!.InnerText);
        }

        var identifier = carried.Count == 0 && named.Count == 1 ? named[0]!.InnerText.Trim() : null;
        return identifier is null ? null : known.FirstOrDefault(c => KeyIdentifier(c) == identifier);
    }

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
