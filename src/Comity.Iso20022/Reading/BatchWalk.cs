using System.Xml;
using Comity.Iso20022.Components;

namespace Comity.Iso20022.Reading;

/// <summary>The way through a batch file, from message to message.</summary>
internal sealed class BatchWalk(Utf8Source source, XmlNodes nodes, ReadLimits limits)
{
    private readonly XmlReader xml = nodes.Xml;
    private EnvelopeParts parts = new(nodes);
    private Envelope? envelope;
    private bool begun;
    private bool ended;

    /// <summary>The next message or refusal; null at the end.</summary>
    public ReadResult? Next()
    {
        if (ended)
        {
            return null;
        }

        nodes.Failures.Clear();
        source.Allow(limits.MaxBytes);
        var depth = 0;
        try
        {
            if (!begun)
            {
                begun = true;
                nodes.Root();
                if (xml.LocalName == EnvelopeParts.DocumentTag)
                {
                    depth = nodes.Path.Depth;
                    ended = true;
                    var only = Message();
                    nodes.Finish();
                    return only;
                }

                envelope = new Envelope(xml.LocalName, xml.NamespaceURI);
            }

            return Walk(ref depth);
        }
        catch (ReadStopException)
        {
            return Refused(depth);
        }
        catch (XmlException fault)
        {
            ended = true;
            return new ReadResult.Refused(MessageReader.Failure(source, nodes, limits, fault));
        }
    }

    private ReadResult.Accepted? Walk(ref int depth)
    {
        while (nodes.Path.Depth > 0)
        {
            switch (nodes.Advance())
            {
                case XmlNodeType.EndElement:
                    depth = nodes.Path.Depth;
                    if (parts.HasHeader)
                    {
                        nodes.Fail(ReadFailureKind.NoDocument, "an AppHdr alone", "a Document");
                    }

                    nodes.Close();
                    break;
                case XmlNodeType.Element:
                    nodes.Open();
                    depth = nodes.Path.Depth;
                    if (xml.LocalName == EnvelopeParts.HeaderTag)
                    {
                        parts.TakeHeader();
                    }
                    else if (xml.LocalName == EnvelopeParts.DocumentTag)
                    {
                        return Message();
                    }

                    break;
                default:
                    nodes.AppendText("");
                    break;
            }
        }

        nodes.Finish();
        ended = true;
        return null;
    }

    private ReadResult.Accepted Message()
    {
        var (line, column) = (nodes.Path.Current.Line, nodes.Path.Current.Column);
        parts.TakeDocument();
        var message = new BusinessMessage(parts.Document!) { Header = parts.Header, Envelope = envelope };
        parts = new EnvelopeParts(nodes);
        return new ReadResult.Accepted(message) { Line = line, Column = column };
    }

    // Goes on behind the element at this depth, which held the fault.
    private ReadResult.Refused Refused(int depth)
    {
        var failure = nodes.Failures.All[0];
        parts = new EnvelopeParts(nodes);
        ended |=
            failure.Kind
                is ReadFailureKind.TooDeep
                    or ReadFailureKind.TextTooLong
                    or ReadFailureKind.TooLarge
                    or ReadFailureKind.NotWellFormed
                    or ReadFailureKind.WrongEncoding;
        try
        {
            if (!ended)
            {
                nodes.Leave(depth);
            }
        }
        catch (Exception fault) when (fault is XmlException or ReadStopException)
        {
            // What comes behind cannot be read; the fault that was found first is the one to tell.
            ended = true;
        }

        return new ReadResult.Refused(failure);
    }
}
