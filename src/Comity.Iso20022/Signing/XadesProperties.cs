using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>The XAdES properties that bind a signature to its certificate (ETSI EN 319 132-1, 5.2).</summary>
internal static class XadesProperties
{
    /// <summary>Makes a <c>QualifyingProperties</c> element.</summary>
    public static XmlDocument Make(X509Certificate2 signer, DateTimeOffset time, string signature, string identifier)
    {
        var document = new XmlDocument { XmlResolver = null };
        XmlElement Add(XmlNode parent, string name, string space = SignatureProfile.Xades) =>
            (XmlElement)
                parent.AppendChild(
                    document.CreateElement(space == SignatureProfile.Xades ? "xades" : "ds", name, space)
                )!;

        var qualifying = Add(document, "QualifyingProperties");
        qualifying.SetAttribute("Target", "#" + signature);
        var properties = Add(qualifying, "SignedProperties");
        properties.SetAttribute("Id", identifier);
        var ofSignature = Add(properties, "SignedSignatureProperties");
        Add(ofSignature, "SigningTime").InnerText = XmlConvert.ToString(time);
        var digest = Add(Add(Add(ofSignature, "SigningCertificateV2"), "Cert"), "CertDigest");
        Add(digest, "DigestMethod", SignedXml.XmlDsigNamespaceUrl)
            .SetAttribute("Algorithm", SignedXml.XmlDsigSHA256Url);
        Add(digest, "DigestValue", SignedXml.XmlDsigNamespaceUrl).InnerText = Digest(signer);
        return document;
    }

    /// <summary>Whether the properties name this certificate, where they name any: it is the first of those they name.</summary>
    public static bool Name(XmlElement? properties, X509Certificate2 signer) =>
        First(properties, "CertDigest") is not { } digest
        || (
            SignatureShape.Children(digest) is [var method, var value]
            && method.GetAttribute("Algorithm") == SignedXml.XmlDsigSHA256Url
            && value.InnerText.Trim() == Digest(signer)
        );

    /// <summary>The time of signing, where the properties have one that can be read.</summary>
    public static DateTimeOffset? Time(XmlElement? properties) =>
        First(properties, "SigningTime") is { } element
        && DateTimeOffset.TryParse(
            element.InnerText,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;

    private static XmlElement? First(XmlElement? properties, string name) =>
        (XmlElement?)properties?.GetElementsByTagName(name, SignatureProfile.Xades)[0];

    private static string Digest(X509Certificate2 signer) =>
        Convert.ToBase64String(SHA256.HashData(signer.RawDataMemory.Span));
}
