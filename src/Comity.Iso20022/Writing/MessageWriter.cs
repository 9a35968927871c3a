using System.Text;
using System.Xml;
using Comity.Iso20022.Components;

namespace Comity.Iso20022.Writing;

/// <summary>Writes messages: UTF-8 without a byte order mark, indented by two spaces, lines ended by LF. Equal messages give equal bytes.</summary>
public static class MessageWriter
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\n",
        // Keeps a carriage return inside a text through the next reading.
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    /// <summary>
    /// Writes <paramref name="message"/> to <paramref name="stream"/>, which stays open. Bare without a header; else in an
    /// envelope, which <paramref name="envelope"/> names.
    /// </summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public static void Write(
        Message message,
        Stream stream,
        BusinessApplicationHeaderV02? header = null,
        EnvelopeName? envelope = null
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        if (header is not null && header.MsgDefIdr.Value != message.Type.Identifier)
        {
            throw new ArgumentException(
                $"The header announces {header.MsgDefIdr}; the message is a {message.Type}.",
                nameof(header)
            );
        }

        using var xml = XmlWriter.Create(stream, Settings);
        var around = envelope ?? (header is null ? null : EnvelopeName.Default);
        if (around is not null)
        {
            xml.WriteStartElement(around.Name, around.Namespace);
        }

        if (header is not null)
        {
            const string headerNamespace = MessageType.NamespacePrefix + ApplicationHeader.Identifier;
            xml.WriteStartElement("AppHdr", headerNamespace);
            new ElementWriter(xml, headerNamespace).Write(header);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("Document", message.Type.Namespace);
        new ElementWriter(xml, message.Type.Namespace).Write(message);
        xml.WriteEndDocument();
    }

    /// <summary>As <see cref="Write"/>, into memory.</summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public static byte[] ToBytes(
        Message message,
        BusinessApplicationHeaderV02? header = null,
        EnvelopeName? envelope = null
    )
    {
        using var stream = new MemoryStream();
        Write(message, stream, header, envelope);
        return stream.ToArray();
    }
}
