using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>Makes the signature and puts it into the header.</summary>
internal static class HeaderSigner
{
    public static byte[] Sign(MessageParts parts, X509Certificate2 signer, SigningOptions options)
    {
        var method = SignatureProfile.IsForSigning(signer) ? SignatureProfile.MethodOf(signer) : null;
        using var rsa = signer.GetRSAPrivateKey();
        using var ecdsa = signer.GetECDsaPrivateKey();
        var key = (AsymmetricAlgorithm?)rsa ?? ecdsa;
        if (method is null || key is null)
        {
            throw new ArgumentException(
                "The certificate has no private key of RSA (2048 bits) or P-256 for signing.",
                nameof(signer)
            );
        }

        var place = parts.Whole.CreateElement(parts.Header!.Prefix, "Sgntr", parts.Header.NamespaceURI);
        // The schema has Sgntr before the related headers, and these last.
        parts.Header.InsertBefore(place, SignatureShape.Children(parts.Header).Find(c => c.LocalName == "Rltd"));
        using var headerText = XmlText.Of(parts.Header);
        using var documentText = XmlText.Of(parts.Document!);
        var signed = new PartsSignedXml(XmlText.Load(headerText)) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = method;
        signed.KeyInfo = KeyInfo(signer, options);
        signed.Parts[signed.KeyInfo.Id!] = signed.KeyInfo.GetXml();
        Refer(signed, new Reference("#" + signed.KeyInfo.Id));
        if (options.SigningTime is { } time)
        {
            AddProperties(signed, signer, time);
        }

        Refer(signed, new Reference(""), new XmlDsigEnvelopedSignatureTransform());
        Refer(signed, new Reference(documentText));
        signed.ComputeSignature();
        place.AppendChild(parts.Whole.ImportNode(signed.GetXml(), deep: true));
        using var text = XmlText.Of(parts.Whole);
        return text.ToArray();
    }

    private static void AddProperties(PartsSignedXml signed, X509Certificate2 signer, DateTimeOffset time)
    {
        signed.Signature.Id = NewIdentifier();
        var identifier = NewIdentifier();
        var properties = XadesProperties.Make(signer, time, signed.Signature.Id, identifier);
        signed.AddObject(new DataObject { Data = properties.ChildNodes });
        signed.Parts[identifier] = (XmlElement)properties.DocumentElement!.FirstChild!;
        Refer(signed, new Reference("#" + identifier) { Type = SignatureProfile.SignedPropertiesType });
    }

    private static KeyInfo KeyInfo(X509Certificate2 signer, SigningOptions options)
    {
        var data = new KeyInfoX509Data();
        if (!options.NameCertificateOnly)
        {
            data.AddCertificate(signer);
        }
        else if (SignerLookup.KeyIdentifier(signer) is { } identifier)
        {
            data.AddSubjectKeyId(Convert.FromBase64String(identifier));
        }
        else
        {
            throw new ArgumentException(
                "The certificate has no subject key identifier to be named by.",
                nameof(signer)
            );
        }

        var info = new KeyInfo { Id = NewIdentifier() };
        info.AddClause(data);
        return info;
    }

    private static void Refer(SignedXml signed, Reference reference, Transform? first = null)
    {
        reference.DigestMethod = SignedXml.XmlDsigSHA256Url;
        if (first is not null)
        {
            reference.AddTransform(first);
        }

        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
    }

    // An XML identifier begins with a letter or an underscore.
    private static string NewIdentifier() => "_" + Guid.NewGuid().ToString("D");
}
