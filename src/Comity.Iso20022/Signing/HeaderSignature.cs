using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;
using static Comity.Iso20022.Signing.SignatureFault;

namespace Comity.Iso20022.Signing;

/// <summary>
/// Signs business messages in the header's <c>Sgntr</c>, and verifies them: XML Signature (W3C, 2008) over the header (empty
/// URI), the document (no URI), and the key information, by RSA or ECDSA P-256 with SHA-256.
/// </summary>
public static class HeaderSignature
{
    /// <summary>Signs a message that has a header without a signature; gives the signed text.</summary>
    /// <exception cref="ArgumentException">There is no header, it is signed, or the certificate cannot sign.</exception>
    public static byte[] Sign(BusinessMessage message, X509Certificate2 signer, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var name = message.Envelope is { } around ? new EnvelopeName(around.Name, around.Namespace) : null;
        return Sign(MessageWriter.ToBytes(message.Document, message.Header, name), signer, options);
    }

    /// <summary>As the other, of a text that is otherwise kept: with all that stands in its envelope.</summary>
    /// <exception cref="ArgumentException">The text is no message, has no header, it is signed, or the certificate cannot sign.</exception>
    public static byte[] Sign(ReadOnlyMemory<byte> text, X509Certificate2 signer, SigningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!MessageReader.Read(text).TryGet(out var message, out var failure))
        {
            throw new ArgumentException(failure.ToString(), nameof(text));
        }

        var parts = MessageParts.Of(text);
        if (message.Header is null || parts.Header is null || parts.Signatures().Count > 0)
        {
            throw new ArgumentException("The message has no header, or is signed.", nameof(text));
        }

        return HeaderSigner.Sign(parts, signer, options ?? SigningOptions.Default);
    }

    /// <summary>
    /// Reads and verifies a signed message. Bad input is a refusal, not an exception. Only the message in the result is what
    /// was signed: do not read the text a second time by other means.
    /// </summary>
    /// <param name="text">The message's text.</param>
    /// <param name="trust">Whose signatures count.</param>
    /// <param name="at">The time at which the certificate must be in force.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static SignatureResult Verify(
        ReadOnlyMemory<byte> text,
        SignerTrust trust,
        DateTimeOffset at,
        ReadLimits? limits = null
    )
    {
        ArgumentNullException.ThrowIfNull(trust);
        // One copy for both readings: what the caller does with his own meanwhile changes nothing.
        ReadOnlyMemory<byte> copy = text.ToArray();
        if (!MessageReader.Read(copy, limits).TryGet(out var message, out var failure))
        {
            return new SignatureResult.Refused(UnreadableMessage, failure.ToString());
        }

        var parts = MessageParts.Of(copy);
        var signatures = parts.Signatures();
        if (signatures.Count != 1)
        {
            return signatures.Count == 0
                ? new SignatureResult.Refused(
                    NoSignature,
                    message.Header is null ? "no header" : "a header without one"
                )
                : new SignatureResult.Refused(SeveralSignatures, $"{signatures.Count} signatures");
        }

        var place = signatures[0].ParentNode as XmlElement;
        if (
            parts.Header is null
            || parts.Document is null
            || place?.ParentNode != parts.Header
            || (place.LocalName, place.NamespaceURI) != ("Sgntr", parts.Header.NamespaceURI)
            || SignatureShape.Children(place).Count != 1
        )
        {
            return new SignatureResult.Refused(MisplacedSignature, "a signature in " + place?.Name);
        }

        return SignatureShape.Check(signatures[0], out var shape)
            ?? SignerRefusal(shape, trust, at, out var signer)
            ?? (
                IsRight(parts, shape, signer!)
                    ? new SignatureResult.Valid(message, signer!)
                    : new SignatureResult.Refused(
                        SignatureWrong,
                        "another header, document or signature than was signed"
                    )
            );
    }

    private static SignatureResult.Refused? SignerRefusal(
        SignatureShape shape,
        SignerTrust trust,
        DateTimeOffset at,
        out X509Certificate2? signer
    )
    {
        signer = SignerLookup.Find(shape.KeyInfo, trust.Signers);
        if (signer is null)
        {
            return new SignatureResult.Refused(UnknownSigner, "no certificate, and no known one is named");
        }

        return at.UtcDateTime < signer.NotBefore.ToUniversalTime() || at.UtcDateTime > signer.NotAfter.ToUniversalTime()
                ? new SignatureResult.Refused(CertificateNotInForce, $"{signer.NotBefore:u} to {signer.NotAfter:u}")
            : !SignatureProfile.IsForSigning(signer) || SignatureProfile.MethodOf(signer) is not { } method
                ? new SignatureResult.Refused(CertificateNotForSigning, signer.Subject)
            : !trust.Trusts(signer, at) ? new SignatureResult.Refused(CertificateNotTrusted, signer.Subject)
            : method != shape.Method ? new SignatureResult.Refused(UnexpectedAlgorithm, shape.Method)
            : !XadesProperties.Name(shape.SignedProperties, signer)
                ? new SignatureResult.Refused(UnknownSigner, "signed properties that name another certificate")
            : null;
    }

    private static bool IsRight(MessageParts parts, SignatureShape shape, X509Certificate2 signer)
    {
        using var headerText = SignatureProfile.Alone(parts.Header!);
        using var documentText = SignatureProfile.Alone(parts.Document!);
        var header = SignatureProfile.Load(headerText);
        var signature = (XmlElement)header.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl)[0]!;
        // The same shape in the copy that the framework is given: its parts are the ones references may lead to.
        if (SignatureShape.Check(signature, out var copied) is not null)
        {
            return false;
        }

        var signed = new PartsSignedXml(header);
        foreach (var part in new[] { copied.KeyInfo, copied.SignedProperties })
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
            signed.LoadXml(signature);
            // A reference without a URI is the application's to resolve (XML Signature, 4.4.3.1): this is the document.
            var document = new Reference(documentText);
            document.LoadXml(copied.DocumentReferenceElement);
            signed.SignedInfo!.References[copied.DocumentReference] = document;
            return signed.CheckSignature((AsymmetricAlgorithm?)rsa ?? ecdsa!);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
