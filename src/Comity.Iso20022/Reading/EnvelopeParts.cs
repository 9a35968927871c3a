using System.Globalization;
using System.Xml;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>The header and the document of one message, as they are found.</summary>
internal sealed class EnvelopeParts(XmlNodes nodes)
{
    /// <summary>The local name of a message's root.</summary>
    public const string DocumentTag = "Document";

    /// <summary>The local name of a header's root.</summary>
    public const string HeaderTag = "AppHdr";

    private readonly ElementReader elements = new(nodes);
    private readonly XmlReader xml = nodes.Xml;
    private MessageType? documentType;
    private ReadFailure? headerPlace;

    /// <summary>Whether a header was found, valid or not.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>Whether a document was found, valid or not.</summary>
    public bool HasDocument => documentType is not null;

    /// <summary>The header, if it was valid.</summary>
    public BusinessApplicationHeaderV02? Header { get; private set; }

    /// <summary>The document, if it was valid.</summary>
    public Message? Document { get; private set; }

    /// <summary>Reads the document whose start tag was just read.</summary>
    public void TakeDocument()
    {
        Document = (Message?)elements.Root(BeginDocument().Description);
    }

    /// <summary>Checks which document it is whose start tag was just read.</summary>
    public MessageType BeginDocument()
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

        Agree(Header, documentType);
        return documentType;
    }

    /// <summary>Reads the header whose start tag was just read.</summary>
    public void TakeHeader()
    {
        RefuseDepth();
        if (HasHeader)
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
        HasHeader = true;
        Header = (BusinessApplicationHeaderV02?)elements.Root(ApplicationHeader.Description);
        if (documentType is not null)
        {
            Agree(Header, documentType);
        }
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
