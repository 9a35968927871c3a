using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>Finds the header and the document, bare or in an envelope, and has them read.</summary>
internal sealed class EnvelopeReader(XmlNodes nodes)
{
    private readonly EnvelopeParts parts = new(nodes);
    private readonly XmlReader xml = nodes.Xml;
    private readonly List<string> unread = [];

    /// <summary>Reads the whole text; null where a failure was noted.</summary>
    public BusinessMessage? Read()
    {
        nodes.Root();
        if (xml.LocalName == EnvelopeParts.DocumentTag)
        {
            parts.TakeDocument();
            nodes.Finish();
            return parts.Document is { } bare ? new BusinessMessage(bare) : null;
        }

        if (xml.LocalName == EnvelopeParts.HeaderTag)
        {
            nodes.Stop(ReadFailureKind.NoDocument, "an AppHdr alone", "a Document, or an envelope holding one");
        }

        var (name, space) = (xml.LocalName, xml.NamespaceURI);
        Walk();
        if (!parts.HasDocument)
        {
            var found = parts.HasHeader ? "an AppHdr alone" : "neither AppHdr nor Document";
            nodes.Failures.Add(new ReadFailure(ReadFailureKind.NoDocument, 1, 1, "/" + name, found, "a Document"));
        }

        nodes.Finish();
        return parts.Document is not { } document
            ? null
            : new BusinessMessage(document)
            {
                Header = parts.Header,
                Envelope = new Envelope(name, space) { Unread = unread.ToValueList() },
            };
    }

    /// <summary>Walks an envelope, or an element in it. True where a header or a document was in it.</summary>
    private bool Walk()
    {
        var holds = false;
        var path = nodes.Path.ToString();
        var before = unread.Count;
        var text = false;
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            switch (node)
            {
                case XmlNodeType.Element:
                    nodes.Open();
                    holds |= Take();
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    nodes.AppendText("");
                    break;
                default:
                    nodes.AppendText("");
                    text = true;
                    break;
            }
        }

        nodes.Close();
        if (!holds && nodes.Path.Depth > 0)
        {
            // Of what is left aside, the outermost element stands for all that is in it.
            unread.RemoveRange(before, unread.Count - before);
            unread.Add(path);
        }
        else if (text)
        {
            unread.Add(path + "/text()");
        }

        return holds;
    }

    private bool Take()
    {
        switch (xml.LocalName)
        {
            case EnvelopeParts.DocumentTag:
                parts.TakeDocument();
                return true;
            case EnvelopeParts.HeaderTag:
                parts.TakeHeader();
                return true;
            default:
                return Walk();
        }
    }
}
