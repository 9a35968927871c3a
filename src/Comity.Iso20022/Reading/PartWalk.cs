using System.Xml;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>The way through one message, from part to part.</summary>
internal sealed class PartWalk(Utf8Source source, XmlNodes nodes, int levels, ReadLimits limits)
{
    private readonly XmlReader xml = nodes.Xml;
    private readonly EnvelopeParts parts = new(nodes);
    private readonly ElementReader elements = new(nodes);
    private readonly Stack<ContentPlace> open = new();
    private MessageType? type;
    private bool begun;
    private bool ended;

    /// <summary>The next part or the refusal; null at the end.</summary>
    public PartResult? Next()
    {
        if (ended)
        {
            return null;
        }

        source.Allow(limits.MaxBytes);
        try
        {
            if (!begun)
            {
                begun = true;
                nodes.Root();
                FindDocument();
            }

            return open.Count > 0 && NextPart() is { } part ? part : Finish();
        }
        catch (ReadStopException)
        {
            return Refused(nodes.Failures.All[0]);
        }
        catch (XmlException fault)
        {
            return Refused(MessageReader.Failure(source, nodes, limits, fault));
        }
    }

    private void FindDocument()
    {
        while (xml.LocalName != EnvelopeParts.DocumentTag || xml.NodeType != XmlNodeType.Element)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == EnvelopeParts.HeaderTag)
            {
                parts.TakeHeader();
            }

            while (nodes.Advance() is var node && node != XmlNodeType.Element)
            {
                if (node == XmlNodeType.EndElement)
                {
                    nodes.Close();
                }
                else
                {
                    nodes.AppendText("");
                }

                if (nodes.Path.Depth == 0)
                {
                    nodes.Stop(ReadFailureKind.NoDocument, "an envelope without one", "a Document");
                }
            }

            nodes.Open();
        }

        type = parts.BeginDocument();
        elements.BeginRoot(type.Description);
        open.Push(new ContentPlace(type.Description));
    }

    private PartResult.Part? NextPart()
    {
        while (open.TryPop(out var place))
        {
            if (!elements.NextChild())
            {
                elements.EndOf(place);
                continue;
            }

            var element = elements.Take(ref place)!;
            open.Push(place);
            // The document itself holds the body; the body's elements are the first level.
            if (open.Count <= levels && element.Type is SequenceDescription inner)
            {
                open.Push(new ContentPlace(inner));
                continue;
            }

            return new PartResult.Part(type!, parts.Header, element, elements.Content(element.Type)!);
        }

        return null;
    }

    // What is left of the envelope.
    private PartResult.Refused? Finish()
    {
        while (nodes.Path.Depth > 0)
        {
            switch (nodes.Advance())
            {
                case XmlNodeType.EndElement:
                    nodes.Close();
                    break;
                case XmlNodeType.Element:
                    nodes.Open();
                    if (xml.LocalName == EnvelopeParts.DocumentTag)
                    {
                        nodes.Stop(ReadFailureKind.SeveralDocuments, "a second Document", "one Document");
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

    private PartResult.Refused Refused(ReadFailure failure)
    {
        ended = true;
        return new PartResult.Refused(failure);
    }
}
