using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>
/// Checks that a signature is built exactly as the profile says, before anything in it is computed. What is not named here
/// is refused.
/// </summary>
internal sealed class SignatureShape
{
    private readonly XmlElement signature;
    private readonly List<XmlElement> children;

    private SignatureShape(XmlElement signature) => (this.signature, children) = (signature, Children(signature));

    public string Method { get; private set; } = "";

    public XmlElement SignedInfo => children[0];

    public XmlElement SignatureValue => children[1];

    public XmlElement KeyInfo => children[2];

    public XmlElement? SignedProperties { get; private set; }

    /// <summary>Which of the references is the document's.</summary>
    public int DocumentReference { get; private set; } = -1;

    public XmlElement DocumentReferenceElement { get; private set; } = null!;

    /// <summary>The refusal, or null where <paramref name="shape"/> was filled.</summary>
    public static SignatureResult.Refused? Check(XmlElement signature, out SignatureShape shape)
    {
        shape = new SignatureShape(signature);
        return shape.CheckParts() ?? shape.CheckSignedInfo();
    }

    public static List<XmlElement> Children(XmlElement element) => [.. element.ChildNodes.OfType<XmlElement>()];

    private static SignatureResult.Refused Refuse(SignatureFault fault, string found) =>
        SignatureResult.Refused.Of(fault, found);

    private static bool Are(List<XmlElement> elements, params ReadOnlySpan<string> names)
    {
        if (elements.Count != names.Length)
        {
            return false;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (elements[i].LocalName != names[i] || elements[i].NamespaceURI != SignedXml.XmlDsigNamespaceUrl)
            {
                return false;
            }
        }

        return true;
    }

    private SignatureResult.Refused? CheckParts()
    {
        var plain = Are(children, "SignedInfo", "SignatureValue", "KeyInfo");
        if (!plain && !Are(children, "SignedInfo", "SignatureValue", "KeyInfo", "Object"))
        {
            return Refuse(SignatureFault.UnexpectedStructure, string.Join(' ', children.Select(c => c.LocalName)));
        }

        // Other ways to name a key, some with an address to fetch it from, are not for a header.
        if (!Are(Children(KeyInfo), "X509Data"))
        {
            return Refuse(SignatureFault.UnexpectedStructure, "a KeyInfo that does not hold X509Data alone");
        }

        if (plain)
        {
            return null;
        }

        var qualifying = Children(children[3]);
        var signed = qualifying.Count == 1 ? Children(qualifying[0]) : [];
        if (
            signed.Count != 1
            || (qualifying[0].LocalName, qualifying[0].NamespaceURI) != ("QualifyingProperties", SignatureProfile.Xades)
            || (signed[0].LocalName, signed[0].NamespaceURI) != ("SignedProperties", SignatureProfile.Xades)
            || qualifying[0].GetAttribute("Target") != "#" + signature.GetAttribute("Id")
        )
        {
            return Refuse(
                SignatureFault.UnexpectedStructure,
                "an Object that does not hold SignedProperties of this signature alone"
            );
        }

        SignedProperties = signed[0];
        return null;
    }

    private SignatureResult.Refused? CheckSignedInfo()
    {
        var parts = Children(SignedInfo);
        if (parts.Count is < 3 or > 6 || !Are(parts[..2], "CanonicalizationMethod", "SignatureMethod"))
        {
            return Refuse(SignatureFault.UnexpectedStructure, $"SignedInfo with {parts.Count} elements");
        }

        if (!IsPlain(parts[0], SignedXml.XmlDsigExcC14NTransformUrl))
        {
            return Refuse(SignatureFault.UnexpectedCanonicalization, parts[0].OuterXml);
        }

        Method = parts[1].GetAttribute("Algorithm");
        if (!IsPlain(parts[1], SignatureProfile.RsaSha256) && !IsPlain(parts[1], SignatureProfile.EcdsaSha256))
        {
            return Refuse(SignatureFault.UnexpectedAlgorithm, parts[1].OuterXml);
        }

        var covered = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 2; i < parts.Count; i++)
        {
            if (CheckReference(parts[i], i - 2, covered) is { } refusal)
            {
                return refusal;
            }
        }

        return !covered.Contains("") ? Refuse(SignatureFault.HeaderNotCovered, "no reference with an empty URI")
            : DocumentReference < 0 ? Refuse(SignatureFault.DocumentNotCovered, "no reference without a URI")
            : SignedProperties is not null && !covered.Contains("#" + SignedProperties.GetAttribute("Id"))
                ? Refuse(SignatureFault.UnexpectedStructure, "SignedProperties that are not signed")
            : null;
    }

    private SignatureResult.Refused? CheckReference(XmlElement reference, int index, HashSet<string> covered)
    {
        if (!Are([reference], "Reference") || !Are(Children(reference), "Transforms", "DigestMethod", "DigestValue"))
        {
            return Refuse(SignatureFault.UnexpectedStructure, reference.OuterXml);
        }

        var uri = reference.HasAttribute("URI") ? reference.GetAttribute("URI") : null;
        if (uri is null ? DocumentReference >= 0 : !covered.Add(uri) || !IsKnown(uri))
        {
            return Refuse(SignatureFault.UnexpectedReference, uri ?? "a second reference without a URI");
        }

        var inside = Children(reference);
        var transforms = Children(inside[0]);
        var last = transforms.Count == 0 ? null : transforms[^1];
        var first = uri is { Length: 0 } ? transforms.FirstOrDefault() : null;
        if (
            last is null
            || transforms.Count != (first is null ? 1 : 2)
            || !IsTransform(last, SignedXml.XmlDsigExcC14NTransformUrl)
            || (first is not null && !IsTransform(first, SignedXml.XmlDsigEnvelopedSignatureTransformUrl))
        )
        {
            return Refuse(SignatureFault.UnexpectedTransform, inside[0].OuterXml);
        }

        if (!IsPlain(inside[1], SignedXml.XmlDsigSHA256Url))
        {
            return Refuse(SignatureFault.UnexpectedAlgorithm, inside[1].OuterXml);
        }

        if (uri is null)
        {
            (DocumentReference, DocumentReferenceElement) = (index, reference);
        }

        return null;
    }

    // The two parts must not share an identifier, or one reference would stand for both.
    private bool IsKnown(string uri)
    {
        var key = "#" + KeyInfo.GetAttribute("Id");
        var properties = SignedProperties is null ? null : "#" + SignedProperties.GetAttribute("Id");
        return uri.Length == 0 || (uri.Length > 1 && key != properties && (uri == key || uri == properties));
    }

    private static bool IsTransform(XmlElement element, string algorithm) =>
        Are([element], "Transform") && IsPlain(element, algorithm);

    private static bool IsPlain(XmlElement element, string algorithm) =>
        element.GetAttribute("Algorithm") == algorithm && Children(element).Count == 0;
}
