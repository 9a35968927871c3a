using System.Text;
using System.Xml;
using Comity.Iso20022.Components;

namespace Comity.Iso20022.Writing;

/// <summary>Writes messages: UTF-8 without a byte order mark, indented by two spaces, lines ended by LF. Equal messages give equal bytes.</summary>
public static class MessageWriter
{
    internal static readonly XmlWriterSettings Settings = new()
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
    /// <param name="message">The message.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="header">The business application header.</param>
    /// <param name="envelope">The envelope; with a header and without a name, <see cref="EnvelopeName.Default"/>.</param>
    /// <param name="currencyDecimals">
    /// How many digits after the point a currency has, or null for one that it does not know:
    /// <see cref="Codes.Currencies.MinorUnitsOf"/>, or your own market's answer. Amounts are written with
    /// that many: 1000.5 AED as <c>1000.50</c>, 1000.00 JPY as <c>1000</c>. Absent, or of an unknown currency: with the digits that
    /// the amount has.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The header's <c>MsgDefIdr</c> is not the message's identifier, or an amount has more digits than its currency.
    /// </exception>
    public static void Write(
        Message message,
        Stream stream,
        BusinessApplicationHeaderV02? header = null,
        EnvelopeName? envelope = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        RequireAgreement(message.Type, header);
        using var xml = XmlWriter.Create(stream, Settings);
        BeginEnvelope(xml, header, envelope);
        WriteParts(xml, message, header, currencyDecimals);
        xml.WriteEndDocument();
    }

    /// <summary>
    /// Writes a message with its header, where it has one, in an envelope of the name that it came in. What else that envelope held
    /// (<see cref="Envelope.Unread"/>) was not read, and is not written.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="envelope">Another envelope.</param>
    /// <param name="currencyDecimals">As in <see cref="Write(Message, Stream, BusinessApplicationHeaderV02?, EnvelopeName?, Func{string, int?}?)"/>.</param>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier, or an amount has more digits than its currency.</exception>
    public static void Write(
        BusinessMessage message,
        Stream stream,
        EnvelopeName? envelope = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        var around = envelope ?? (message.Envelope is { } own ? new EnvelopeName(own.Name, own.Namespace) : null);
        Write(message.Document, stream, message.Header, around, currencyDecimals);
    }

    /// <summary>As <see cref="Write(BusinessMessage, Stream, EnvelopeName?, Func{string, int?}?)"/>, into memory.</summary>
    public static byte[] ToBytes(
        BusinessMessage message,
        EnvelopeName? envelope = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        using var stream = new MemoryStream();
        Write(message, stream, envelope, currencyDecimals);
        return stream.ToArray();
    }

    /// <summary>
    /// As <see cref="Write(Message, Stream, BusinessApplicationHeaderV02?, EnvelopeName?, Func{string, int?}?)"/>, into memory.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// As <see cref="Write(Message, Stream, BusinessApplicationHeaderV02?, EnvelopeName?, Func{string, int?}?)"/>.
    /// </exception>
    public static byte[] ToBytes(
        Message message,
        BusinessApplicationHeaderV02? header = null,
        EnvelopeName? envelope = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        using var stream = new MemoryStream();
        Write(message, stream, header, envelope, currencyDecimals);
        return stream.ToArray();
    }

    internal static void RequireAgreement(MessageType message, BusinessApplicationHeaderV02? header)
    {
        if (header is not null && header.MsgDefIdr.Value != message.Identifier)
        {
            throw new ArgumentException(
                $"The header announces {header.MsgDefIdr}; the message is a {message}.",
                nameof(header)
            );
        }
    }

    internal static void BeginEnvelope(XmlWriter xml, BusinessApplicationHeaderV02? header, EnvelopeName? envelope)
    {
        var around = envelope ?? (header is null ? null : EnvelopeName.Default);
        if (around is not null)
        {
            xml.WriteStartElement(around.Name, around.Namespace);
        }
    }

    internal static void WriteHeader(
        XmlWriter xml,
        BusinessApplicationHeaderV02 header,
        Func<string, int?>? currencyDecimals
    )
    {
        const string headerNamespace = MessageType.NamespacePrefix + ApplicationHeader.Identifier;
        xml.WriteStartElement("AppHdr", headerNamespace);
        new ElementWriter(xml, headerNamespace, currencyDecimals).Write(header);
        xml.WriteEndElement();
    }

    internal static void WriteParts(
        XmlWriter xml,
        Message message,
        BusinessApplicationHeaderV02? header,
        Func<string, int?>? currencyDecimals
    )
    {
        if (header is not null)
        {
            WriteHeader(xml, header, currencyDecimals);
        }

        xml.WriteStartElement("Document", message.Type.Namespace);
        new ElementWriter(xml, message.Type.Namespace, currencyDecimals).Write(message);
        xml.WriteEndElement();
    }
}
