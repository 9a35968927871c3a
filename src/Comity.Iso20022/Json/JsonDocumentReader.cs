using System.Text.Json;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Json;

/// <summary>Finds the header and the document, decides which message it is, and has both read: the header first.</summary>
internal sealed class JsonDocumentReader(MessageType? expected, ReadLimits limits, JsonFaults faults)
{
    /// <summary>The member that holds the message.</summary>
    public const string Document = "Document";

    /// <summary>The member that holds the header.</summary>
    public const string Header = "AppHdr";

    /// <summary>Reads a text that is known to be JSON; means something only where no fault was noted.</summary>
    public BusinessMessage? Read(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, JsonSource.Options(limits));
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            faults.Stop(
                JsonReadFailureKind.WrongType,
                json.TokenStartIndex,
                JsonTokens.InWords(ref json),
                "an object with Document, and AppHdr beside it where there is one"
            );
        }

        // Copies of the reader, each at its member's name: members may come in any order, and the header says what the
        // document is.
        Utf8JsonReader header = default;
        Utf8JsonReader document = default;
        var (hasHeader, hasDocument) = (false, false);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isDocument = JsonTokens.Is(ref json, "Document"u8);
            if (!isDocument && !JsonTokens.Is(ref json, "AppHdr"u8))
            {
                Refuse(ref json, JsonReadFailureKind.UnexpectedMember);
            }
            else if (isDocument ? hasDocument : hasHeader)
            {
                Refuse(ref json, JsonReadFailureKind.DuplicateMember);
            }
            else if (isDocument)
            {
                hasDocument = true;
                document = json;
            }
            else
            {
                hasHeader = true;
                header = json;
            }

            json.Skip();
        }

        if (!hasDocument)
        {
            var found = hasHeader ? "an AppHdr alone" : "no Document";
            faults.Stop(JsonReadFailureKind.NoDocument, json.TokenStartIndex, found, Document);
        }

        return Read(ref header, hasHeader, ref document);
    }

    private BusinessMessage? Read(ref Utf8JsonReader headerJson, bool hasHeader, ref Utf8JsonReader documentJson)
    {
        BusinessApplicationHeaderV02? header = null;
        var type = expected;
        if (hasHeader)
        {
            var place = headerJson.TokenStartIndex;
            headerJson.Read();
            const string space = MessageType.NamespacePrefix + ApplicationHeader.Identifier;
            var reader = new JsonComponentReader(space, limits, faults);
            header = (BusinessApplicationHeaderV02?)reader.Read(ref headerJson, ApplicationHeader.Description);
            type = header is null ? expected : Announced(header, place);
        }

        documentJson.Read();
        type ??= Only(documentJson);
        var body = new JsonComponentReader(type.Namespace, limits, faults);
        var message = (Message?)body.Read(ref documentJson, type.Description);
        return message is null ? null : new BusinessMessage(message) { Header = header };
    }

    private MessageType Announced(BusinessApplicationHeaderV02 header, long place)
    {
        var identifier = header.MsgDefIdr.Value;
        if (expected is not null && expected.Identifier != identifier)
        {
            faults.Stop(
                JsonReadFailureKind.HeaderContradictsDocument,
                place,
                "MsgDefIdr " + identifier,
                expected.Identifier
            );
        }

        if (!SupportedMessages.TryGet(identifier, out var type))
        {
            faults.Stop(
                JsonReadFailureKind.UnsupportedMessage,
                place,
                "MsgDefIdr " + identifier,
                Identifiers(SupportedMessages.All)
            );
        }

        return type;
    }

    /// <summary>The one version there is of the message whose name is the document's only member.</summary>
    private MessageType Only(Utf8JsonReader json)
    {
        var start = json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.StartObject || !json.Read() || json.TokenType != JsonTokenType.PropertyName)
        {
            faults.Stop(
                JsonReadFailureKind.WrongType,
                start,
                "a Document without a message",
                "an object with one member"
            );
        }

        var name = JsonTokens.Name(ref json);
        var known = SupportedMessages.All.Where(m => m.Description.Elements[0].Tag == name).ToList();
        switch (known.Count)
        {
            case 0:
                faults.Stop(JsonReadFailureKind.UnsupportedMessage, json.TokenStartIndex, name, Tags());
                break;
            case > 1:
                var found = name + " without a version";
                faults.Stop(JsonReadFailureKind.UnknownVersion, json.TokenStartIndex, found, Identifiers(known));
                break;
        }

        return known[0];
    }

    private void Refuse(ref Utf8JsonReader json, JsonReadFailureKind kind) =>
        faults.Add(kind, ref json, JsonTokens.Name(ref json), "Document, and AppHdr beside it, each once");

    private static string Identifiers(IEnumerable<MessageType> types) =>
        string.Join(", ", types.Select(m => m.Identifier));

    private static string Tags() =>
        string.Join(
            ", ",
            SupportedMessages.All.Select(m => m.Description.Elements[0].Tag).Distinct(StringComparer.Ordinal)
        );
}
