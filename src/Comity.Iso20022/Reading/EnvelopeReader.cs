using System.Globalization;
using System.Xml;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>Finds the header and the document, bare or in an envelope, and has them read.</summary>
internal sealed class EnvelopeReader(XmlNodes nodes)
{
    private const string DocumentTag = "Document";
    private const string HeaderTag = "AppHdr";

    private readonly ElementReader elements = new(nodes);
    private readonly XmlReader xml = nodes.Xml;
    private readonly List<string> unread = [];
    private MessageType? documentType;
    private Message? document;
    private bool hasHeader;
    private BusinessApplicationHeaderV02? header;
    private ReadFailure? headerPlace;

    /// <summary>Reads the whole text; null where a failure was noted.</summary>
    public BusinessMessage? Read()
    {
        nodes.Root();
        if (xml.LocalName == DocumentTag)
        {
            TakeDocument();
            nodes.Finish();
            return document is null ? null : new BusinessMessage(document);
        }

        if (xml.LocalName == HeaderTag)
        {
            nodes.Stop(ReadFailureKind.NoDocument, "an AppHdr alone", "a Document, or an envelope holding one");
        }

        var (name, space) = (xml.LocalName, xml.NamespaceURI);
        Walk();
        if (documentType is null)
        {
            var found = hasHeader ? "an AppHdr alone" : "neither AppHdr nor Document";
            nodes.Failures.Add(new ReadFailure(ReadFailureKind.NoDocument, 1, 1, "/" + name, found, "a Document"));
        }

        nodes.Finish();
        return document is null
            ? null
            : new BusinessMessage(document)
            {
                Header = header,
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
                    holds |= xml.LocalName switch
                    {
                        DocumentTag => TakeDocument(),
                        HeaderTag => TakeHeader(),
                        _ => Walk(),
                    };
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

    private bool TakeDocument()
    {
        RefuseDepth();
        if (documentType is not null)
        {
            nodes.Stop(ReadFailureKind.SeveralDocuments, "a second Document", "one Document");
        }

        if (!SupportedMessages.TryGetByNamespace(xml.NamespaceURI, out documentType))
        {
            var known = string.Join(", ", SupportedMessages.All.Select(m => m.Namespace));
            nodes.Stop(ReadFailureKind.UnsupportedMessage, Namespace(), known);
        }

        Agree(header, documentType);
        document = (Message?)elements.Root(documentType.Description);
        return true;
    }

    private bool TakeHeader()
    {
        RefuseDepth();
        if (hasHeader)
        {
            nodes.Stop(ReadFailureKind.SeveralHeaders, "a second AppHdr", "one AppHdr");
        }

        const string supported = MessageType.NamespacePrefix + ApplicationHeader.Identifier;
        if (xml.NamespaceURI != supported)
        {
            nodes.Stop(ReadFailureKind.UnsupportedHeader, Namespace(), supported);
        }

        // Made here, where the header's place is known; noted once the document is seen to be another.
        headerPlace = nodes.Failure(ReadFailureKind.HeaderContradictsDocument, "", "");
        hasHeader = true;
        header = (BusinessApplicationHeaderV02?)elements.Root(ApplicationHeader.Description);
        if (documentType is not null)
        {
            Agree(header, documentType);
        }

        return true;
    }

    private void Agree(BusinessApplicationHeaderV02? given, MessageType type)
    {
        if (given is not null && given.MsgDefIdr.Value != type.Identifier)
        {
            var (found, path) = (ValueRefusal.Cut(given.MsgDefIdr.Value), headerPlace!.Path + "/MsgDefIdr");
            nodes.Failures.Add(headerPlace with { Path = path, Found = found, Allowed = type.Identifier });
        }
    }

    private void RefuseDepth()
    {
        if (nodes.Path.Depth > MessageReader.MaxWrappers + 1)
        {
            var around = (nodes.Path.Depth - 1).ToString(CultureInfo.InvariantCulture);
            nodes.Stop(
                ReadFailureKind.EnvelopeTooDeep,
                $"{xml.LocalName} inside {around} elements",
                "inside at most " + MessageReader.MaxWrappers.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private string Namespace() => xml.NamespaceURI.Length == 0 ? "no namespace" : xml.NamespaceURI;
}
