using Comity.Iso20022.Components;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>Finds the header and the document, bare or in an envelope, and has them read.</summary>
internal sealed class EnvelopeReader(ElementReader xml)
{
    private const string DocumentTag = "Document";
    private const string HeaderTag = "AppHdr";

    private readonly List<string> unread = [];
    private Message? document;
    private BusinessApplicationHeaderV02? header;
    private ReadRefusalException? contradiction;

    /// <summary>Reads the whole text.</summary>
    public BusinessMessage Read()
    {
        xml.Root();
        if (xml.Name == DocumentTag)
        {
            TakeDocument();
            xml.Finish();
            return new BusinessMessage(document!);
        }

        if (xml.Name == HeaderTag)
        {
            throw NoDocument();
        }

        var (name, space) = (xml.Name, xml.Namespace);
        Walk();
        var found = document ?? throw RefuseEnd(name);
        xml.Finish();
        return new BusinessMessage(found)
        {
            Header = header,
            Envelope = new Envelope(name, space) { Unread = unread.ToValueList() },
        };
    }

    /// <summary>Walks an envelope, or an element in it. True where a header or a document was in it.</summary>
    private bool Walk()
    {
        var holds = false;
        var path = xml.Path;
        var before = unread.Count;
        var text = false;
        while (xml.NextChild(out var tag))
        {
            text |= xml.TakePassedText();
            holds |= tag switch
            {
                DocumentTag => TakeDocument(),
                HeaderTag => TakeHeader(),
                _ => Walk(),
            };
        }

        text |= xml.TakePassedText();
        if (!holds && xml.Depth > 0)
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
        if (document is not null)
        {
            throw xml.Refuse(ReadFailureKind.SeveralDocuments, "a second Document", "one Document");
        }

        if (!SupportedMessages.TryGetByNamespace(xml.Namespace, out var type))
        {
            var known = string.Join(", ", SupportedMessages.All.Select(m => m.Namespace));
            throw xml.Refuse(
                ReadFailureKind.UnsupportedMessage,
                xml.Namespace.Length == 0 ? "no namespace" : xml.Namespace,
                known
            );
        }

        Agree(header, type);
        document = xml.Checked(type.Identifier, type.Read);
        return true;
    }

    private bool TakeHeader()
    {
        RefuseDepth();
        if (header is not null)
        {
            throw xml.Refuse(ReadFailureKind.SeveralHeaders, "a second AppHdr", "one AppHdr");
        }

        const string supported = MessageType.NamespacePrefix + ApplicationHeader.Identifier;
        if (xml.Namespace != supported)
        {
            throw xml.Refuse(
                ReadFailureKind.UnsupportedHeader,
                xml.Namespace.Length == 0 ? "no namespace" : xml.Namespace,
                supported
            );
        }

        // Made here, where the header's place is known; thrown once the document is seen to be another.
        contradiction = xml.Refuse(ReadFailureKind.HeaderContradictsDocument, "", "");
        header = xml.Checked(ApplicationHeader.Identifier, ApplicationHeader.Read);
        if (document is not null)
        {
            Agree(header, document.Type);
        }

        return true;
    }

    private void Agree(BusinessApplicationHeaderV02? given, MessageType type)
    {
        if (given is not null && given.MsgDefIdr.Value != type.Identifier)
        {
            var place = contradiction!.Failure;
            var (found, path) = (ValueRefusal.Cut(given.MsgDefIdr.Value), place.Path + "/MsgDefIdr");
            throw new ReadRefusalException(place with { Path = path, Found = found, Allowed = type.Identifier });
        }
    }

    private void RefuseDepth()
    {
        if (xml.Depth > MessageReader.MaxWrappers + 1)
        {
            throw xml.Refuse(
                ReadFailureKind.EnvelopeTooDeep,
                xml.Name
                    + " inside "
                    + (xml.Depth - 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    + " elements",
                "inside at most "
                    + MessageReader.MaxWrappers.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }

    private ReadRefusalException NoDocument() =>
        xml.Refuse(ReadFailureKind.NoDocument, "an AppHdr alone", "a Document, or an envelope holding one");

    private ReadRefusalException RefuseEnd(string name) =>
        new(
            new ReadFailure(
                ReadFailureKind.NoDocument,
                1,
                1,
                "/" + name,
                header is null ? "neither AppHdr nor Document" : "an AppHdr alone",
                "a Document"
            )
        );
}
