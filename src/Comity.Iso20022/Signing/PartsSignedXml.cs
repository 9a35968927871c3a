using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>
/// The framework's XML signature over a header that stands alone: an empty URI is the header, and an identifier leads to
/// the parts that were given by hand, never to what a search of the text finds.
/// </summary>
internal sealed class PartsSignedXml : SignedXml
{
    public PartsSignedXml(XmlDocument header)
        : base(header)
    {
        Resolver = null!;
    }

    /// <summary>Parts of the signature itself that a reference may name, by identifier.</summary>
    public Dictionary<string, XmlElement> Parts { get; } = new(StringComparer.Ordinal);

    public override XmlElement? GetIdElement(XmlDocument? document, string idValue) => Parts.GetValueOrDefault(idValue);
}
