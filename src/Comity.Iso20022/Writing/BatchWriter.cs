using System.Xml;
using Comity.Iso20022.Components;

namespace Comity.Iso20022.Writing;

/// <summary>
/// Writes a file of any number of messages, one at a time: an envelope, and in it each message with its header. Nothing is kept in
/// memory. <see cref="Reading.BatchReader"/> reads such files.
/// </summary>
public sealed class BatchWriter : IDisposable
{
    private readonly XmlWriter xml;
    private readonly EnvelopeName? each;
    private readonly Func<string, int?>? currencyDecimals;
    private bool ended;

    /// <summary>Begins a file on <paramref name="stream"/>, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="batch">The name of the element around all messages.</param>
    /// <param name="each">The name of an element around each message; none where absent.</param>
    /// <param name="currencyDecimals">As in <see cref="MessageWriter"/>.</param>
    public BatchWriter(
        Stream stream,
        EnvelopeName batch,
        EnvelopeName? each = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(batch);
        (this.each, this.currencyDecimals) = (each, currencyDecimals);
        xml = XmlWriter.Create(stream, MessageWriter.Settings);
        xml.WriteStartElement(batch.Name, batch.Namespace);
    }

    /// <summary>Writes one message.</summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public void Write(Message message, BusinessApplicationHeaderV02? header = null)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        ArgumentNullException.ThrowIfNull(message);
        MessageWriter.RequireAgreement(message.Type, header);
        if (each is not null)
        {
            xml.WriteStartElement(each.Name, each.Namespace);
        }

        MessageWriter.WriteParts(xml, message, header, currencyDecimals);
        if (each is not null)
        {
            xml.WriteEndElement();
        }
    }

    /// <summary>Writes one message with its header, where it has one.</summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public void Write(BusinessMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Write(message.Document, message.Header);
    }

    /// <summary>Ends the file; until then it is not complete.</summary>
    public void Dispose()
    {
        if (!ended)
        {
            ended = true;
            xml.WriteEndDocument();
            xml.Dispose();
        }
    }
}
