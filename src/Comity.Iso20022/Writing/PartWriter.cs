using System.Xml;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>
/// Writes one message of any size part by part, as <see cref="PartReader"/> reads it: a pacs.008's <c>GrpHdr</c>, then each
/// <c>CdtTrfTxInf</c>. Nothing is kept in memory. The order and the number of the parts are held to the schema, and each part's type too; the
/// totals that the message states are held against what was written.
/// <para>
/// Until <see cref="Complete"/> has been called and was content, the text lacks its end, and no reader accepts it.
/// </para>
/// </summary>
public sealed class PartWriter : IDisposable
{
    private readonly MessageType message;
    private readonly XmlWriter xml;
    private readonly ElementWriter elements;
    private readonly Stack<OpenGroup> open = new();
    private readonly WrittenTotals totals;
    private bool isWhole = true;
    private bool ended;

    /// <summary>Begins a message on <paramref name="stream"/>, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="message">Which message.</param>
    /// <param name="header">The business application header.</param>
    /// <param name="envelope">The envelope; with a header and without a name, <see cref="EnvelopeName.Default"/>.</param>
    /// <param name="currencyDecimals">As in <see cref="MessageWriter"/>.</param>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public PartWriter(
        Stream stream,
        MessageType message,
        BusinessApplicationHeaderV02? header = null,
        EnvelopeName? envelope = null,
        Func<string, int?>? currencyDecimals = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(message);
        MessageWriter.RequireAgreement(message, header);
        this.message = message;
        xml = XmlWriter.Create(stream, MessageWriter.Settings);
        elements = new ElementWriter(xml, message.Namespace, currencyDecimals);
        var body = message.Description.Elements[0];
        totals = new WrittenTotals($"/Document/{body.Tag}");
        MessageWriter.BeginEnvelope(xml, header, envelope);
        if (header is not null)
        {
            MessageWriter.WriteHeader(xml, header, currencyDecimals);
        }

        xml.WriteStartElement("Document", message.Namespace);
        xml.WriteStartElement(body.Tag, message.Namespace);
        open.Push(new OpenGroup((ComponentDescription)body.Type));
    }

    /// <summary>Writes one part whole.</summary>
    /// <param name="tag">The element: <c>CdtTrfTxInf</c>. It must be allowed after what was written before.</param>
    /// <param name="content">Its content, of the element's type, as <see cref="PartResult.Part.Content"/>; one item where the element repeats.</param>
    /// <exception cref="ArgumentException">
    /// The element is not allowed here, the content is of another type, or an amount has more digits than its currency.
    /// </exception>
    public void Write(string tag, object content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var group = Current();
        var element = group.Next(tag);
        if (!PartContent.IsOf(element.Type, content))
        {
            throw new ArgumentException(
                $"{content.GetType().Name} is not what {tag} holds, which is {element.Type}.",
                nameof(content)
            );
        }

        isWhole = false;
        elements.Write(element, content);
        isWhole = true;
        group.Take(element);
        totals.Take(element.Tag, content);
    }

    /// <summary>
    /// Begins an element whose own elements are written one by one, as the transactions of a <c>PmtInf</c>; <see cref="End"/> ends it.
    /// </summary>
    /// <exception cref="ArgumentException">The element is not allowed here, or holds no elements.</exception>
    public void Begin(string tag)
    {
        var group = Current();
        var element = group.Next(tag);
        if (element.Type is not ComponentDescription type)
        {
            throw new ArgumentException($"{tag} holds no elements: write it whole.", nameof(tag));
        }

        xml.WriteStartElement(tag, message.Namespace);
        group.Take(element);
        open.Push(new OpenGroup(type));
        totals.Begin(tag);
    }

    /// <summary>Ends what <see cref="Begin"/> began last.</summary>
    /// <exception cref="InvalidOperationException">Nothing was begun, or elements that it must have are missing.</exception>
    public void End()
    {
        if (open.Count < 2)
        {
            throw new InvalidOperationException("No element was begun that could end.");
        }

        Current().RequireComplete();
        open.Pop();
        xml.WriteEndElement();
        totals.End();
    }

    /// <summary>
    /// Ends the message, if the totals that it states (<c>NbOfTxs</c>, <c>CtrlSum</c>, <c>TtlIntrBkSttlmAmt</c> and the like) are those of
    /// the transactions written. If not, the text is left without its end.
    /// </summary>
    /// <exception cref="InvalidOperationException">An element has not ended, or the message lacks one that it must have.</exception>
    public PartWriteResult Complete()
    {
        if (open.Count > 1)
        {
            throw new InvalidOperationException("An element was begun and has not ended.");
        }

        Current().RequireComplete();
        ended = true;
        totals.Finish();
        if (totals.Faults.Count > 0)
        {
            xml.Flush();
            return new PartWriteResult.TotalsDiffer(totals.Faults.ToValueList());
        }

        xml.WriteEndDocument();
        xml.Flush();
        return new PartWriteResult.Complete(totals.Transactions);
    }

    /// <summary>Lets go of the stream's writer. Without <see cref="Complete"/> before, the text stays without its end.</summary>
    public void Dispose()
    {
        // Disposed, the framework's writer would end all that is open, and make a whole of what is none.
        if (!ended)
        {
            xml.Flush();
            ended = true;
        }
    }

    private OpenGroup Current()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        return isWhole
            ? open.Peek()
            : throw new InvalidOperationException("A part broke off before: the message cannot be completed.");
    }

    /// <summary>An element that is being written, and how far its content has come.</summary>
    private sealed class OpenGroup(ComponentDescription type)
    {
        private ContentPlace place = new(type);

        /// <summary>The element with this tag, if it is allowed next.</summary>
        public ElementDescription Next(string tag)
        {
            var next = place;
            return type.TryGet(tag, out var element) && next.Step(element.Utf8Tag)
                ? element
                : throw new ArgumentException($"{tag} is not allowed here; allowed: {place.Allowed}.", nameof(tag));
        }

        /// <summary>Goes on behind it.</summary>
        public void Take(ElementDescription element) => place.Step(element.Utf8Tag);

        /// <summary>Throws where an element is missing.</summary>
        public void RequireComplete()
        {
            if (!place.IsComplete)
            {
                throw new InvalidOperationException($"More is needed before the end: {place.Allowed}.");
            }
        }
    }
}
