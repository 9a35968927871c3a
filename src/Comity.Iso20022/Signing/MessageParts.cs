using System.Security.Cryptography.Xml;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>
/// The header and the document in a text that <see cref="Reading.MessageReader"/> has accepted, found by its rule: by name,
/// in any element but a header or a document. Since it refuses a second of either, these are the ones it read.
/// </summary>
internal sealed class MessageParts
{
    private MessageParts(XmlDocument whole) => Whole = whole;

    public XmlDocument Whole { get; }

    public XmlElement? Header { get; private set; }

    public XmlElement? Document { get; private set; }

    public static MessageParts Of(ReadOnlyMemory<byte> text)
    {
        using var stream = new MemoryStream(text.ToArray(), writable: false);
        var parts = new MessageParts(XmlText.Load(stream));
        parts.Walk(parts.Whole.DocumentElement!);
        return parts;
    }

    public IReadOnlyList<XmlElement> Signatures() =>
        [.. Whole.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl).Cast<XmlElement>()];

    private void Walk(XmlElement element)
    {
        switch (element.LocalName)
        {
            case "AppHdr":
                Header = Header is null
                    ? element
                    : throw new InvalidOperationException("The reader let two headers pass.");
                break;
            case "Document":
                Document = Document is null
                    ? element
                    : throw new InvalidOperationException("The reader let two documents pass.");
                break;
            default:
                foreach (var child in element.ChildNodes.OfType<XmlElement>())
                {
                    Walk(child);
                }

                break;
        }
    }
}
