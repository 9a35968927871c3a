using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using Comity.Iso20022.Reading;
using static Comity.Iso20022.Signing.SignatureFault;

namespace Comity.Iso20022.Signing;

/// <summary>Verifies the signature in a header: its place, its shape, its signer, and last what was signed.</summary>
internal static class HeaderVerifier
{
    // Some kilobytes are usual. What is computed before anybody is known to have signed is bounded by it.
    private const int MostHeaderBytes = 256 << 10;

    public static SignatureResult Verify(
        ReadOnlyMemory<byte> text,
        SignerTrust trust,
        DateTimeOffset at,
        ReadLimits limits
    )
    {
        var read = MessageReader.Read(text, limits);
        if (!read.TryGet(out var message, out _))
        {
            return Refuse(read);
        }

        var parts = MessageParts.Of(text);
        if (PlaceRefusal(parts) is { } misplaced)
        {
            return misplaced;
        }

        // A copy of the header alone, so that an empty URI is the header. Everything from here on looks at this copy only.
        using var headerText = XmlText.Of(parts.Header!);
        if (headerText.Length > MostHeaderBytes)
        {
            return SignatureResult.Refused.Of(UnexpectedStructure, $"a header of {headerText.Length} bytes");
        }

        var header = XmlText.Load(headerText);
        var signature = (XmlElement)header.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl)[0]!;
        if (SignatureShape.Check(signature, out var shape) is { } unexpected)
        {
            return unexpected;
        }

        if (SignerRefusal(shape, trust, at, out var signer) is { } unwanted)
        {
            return unwanted;
        }

        using var documentText = XmlText.Of(parts.Document!);
        return IsRight(header, shape, documentText, signer!)
            ? new SignatureResult.Valid(message, signer!) { SigningTime = XadesProperties.Time(shape.SignedProperties) }
            : SignatureResult.Refused.Of(SignatureWrong, "another header, document or signature than was signed");
    }

    /// <summary>What a reading that failed means here.</summary>
    public static SignatureResult.Refused Refuse(ReadResult read) =>
        read.TryGet(out _, out var failure)
            ? throw new UnreachableException("The message was accepted.")
            : new SignatureResult.Refused(UnreadableMessage, failure.ToString());

    private static SignatureResult.Refused? PlaceRefusal(MessageParts parts)
    {
        var signatures = parts.Signatures();
        if (signatures.Count != 1)
        {
            return signatures.Count > 1
                ? SignatureResult.Refused.Of(SeveralSignatures, $"{signatures.Count} signatures")
                : SignatureResult.Refused.Of(NoSignature, parts.Header is null ? "no header" : "a header without one");
        }

        var place = signatures[0].ParentNode as XmlElement;
        return
            parts.Header is { } header
            && place?.ParentNode == header
            && (place.LocalName, place.NamespaceURI) == ("Sgntr", header.NamespaceURI)
            ? null
            : SignatureResult.Refused.Of(MisplacedSignature, "a signature in " + (place?.LocalName ?? "nothing"));
    }

    private static SignatureResult.Refused? SignerRefusal(
        SignatureShape shape,
        SignerTrust trust,
        DateTimeOffset at,
        out X509Certificate2? signer
    )
    {
        signer = null;
        try
        {
            signer = SignerLookup.Find(shape.KeyInfo, trust.Signers, at);
            return signer is null
                ? SignatureResult.Refused.Of(UnknownSigner, "no certificate, and none that is known is named")
                : SignerRefusal(shape, trust, at, signer);
        }
        catch (CryptographicException fault)
        {
            // The framework reads a certificate's parts as they are asked for, and finds only then that one is none.
            return SignatureResult.Refused.Of(UnknownSigner, "a certificate that cannot be read: " + fault.Message);
        }
    }

    private static SignatureResult.Refused? SignerRefusal(
        SignatureShape shape,
        SignerTrust trust,
        DateTimeOffset at,
        X509Certificate2 signer
    ) =>
        !SignerLookup.IsInForce(signer, at)
            ? SignatureResult.Refused.Of(
                CertificateNotInForce,
                $"{signer.NotBefore.ToUniversalTime():u} to {signer.NotAfter.ToUniversalTime():u}"
            )
        : !SignatureProfile.IsForSigning(signer) || SignatureProfile.MethodOf(signer) is not { } method
            ? SignatureResult.Refused.Of(CertificateNotForSigning, signer.Subject)
        : !trust.Trusts(signer, at) ? SignatureResult.Refused.Of(CertificateNotTrusted, signer.Subject)
        : method != shape.Method ? SignatureResult.Refused.Of(UnexpectedAlgorithm, shape.Method)
        : !XadesProperties.Name(shape.SignedProperties, signer)
            ? SignatureResult.Refused.Of(UnknownSigner, "signed properties that name another certificate")
        : null;

    private static bool IsRight(
        XmlDocument header,
        SignatureShape shape,
        MemoryStream documentText,
        X509Certificate2 signer
    )
    {
        var signed = new PartsSignedXml(header);
        foreach (var part in new[] { shape.KeyInfo, shape.SignedProperties })
        {
            if (part?.GetAttribute("Id") is { Length: > 0 } id)
            {
                signed.Parts[id] = part;
            }
        }

        using var rsa = signer.GetRSAPublicKey();
        using var ecdsa = signer.GetECDsaPublicKey();
        try
        {
            // Only what is computed with: the framework would take more of the rest than is wanted here, and throw at some.
            signed.SignedInfo!.LoadXml(shape.SignedInfo);
            signed.Signature.SignatureValue = Convert.FromBase64String(shape.SignatureValue.InnerText);
            Resolve(signed.SignedInfo, shape, documentText);
            return signed.CheckSignature((AsymmetricAlgorithm?)rsa ?? ecdsa!);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }
    }

    // A reference without a URI is the application's to resolve (XML Signature, 4.4.3.1): this one is the document. It takes
    // the place of the one that was read; only adding it tells it whose it is.
    private static void Resolve(SignedInfo signed, SignatureShape shape, MemoryStream documentText)
    {
        var document = new Reference(documentText);
        document.LoadXml(shape.DocumentReferenceElement);
        signed.AddReference(document);
        signed.References.RemoveAt(signed.References.Count - 1);
        signed.References[shape.DocumentReference] = document;
    }
}
