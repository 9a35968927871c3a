using System.Globalization;
using System.Text;
using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>The nodes of a text one after another, within the limits, and the elements open at the moment.</summary>
internal sealed class XmlNodes(XmlReader xml, ReadLimits limits, FailureList failures)
{
    private readonly IXmlLineInfo place = (IXmlLineInfo)xml;
    private readonly char[] chunk = new char[4096];
    private bool atEmptyElement;

    /// <summary>The framework's reader, at the current node.</summary>
    public XmlReader Xml => xml;

    /// <summary>The open elements.</summary>
    public ElementPath Path { get; } = new();

    /// <summary>What was refused so far.</summary>
    public FailureList Failures => failures;

    /// <summary>Reads up to the root element's start tag, declaration and comments passed over.</summary>
    public void Root()
    {
        while (xml.Read() && xml.NodeType != XmlNodeType.Element)
        {
            if (xml.NodeType == XmlNodeType.XmlDeclaration)
            {
                CheckDeclaration(xml.GetAttribute("version"), xml.GetAttribute("encoding"));
            }
        }

        Open();
    }

    /// <summary>Reads to the text's end, after the root element: anything but white space and comments is not well-formed.</summary>
    public void Finish()
    {
        while (xml.Read()) { }
    }

    /// <summary>Goes on to the next node and says what it is; an empty element's end counts as one.</summary>
    public XmlNodeType Advance()
    {
        if (atEmptyElement)
        {
            atEmptyElement = false;
            return XmlNodeType.EndElement;
        }

        xml.Read();
        return xml.NodeType;
    }

    /// <summary>Opens the element whose start tag was just read.</summary>
    public void Open()
    {
        Path.Push(xml.LocalName, place.LineNumber, place.LinePosition);
        if (Path.Depth > limits.MaxDepth)
        {
            Stop(
                ReadFailureKind.TooDeep,
                "an element at level " + Path.Depth.ToString(CultureInfo.InvariantCulture),
                "at most " + limits.MaxDepth.ToString(CultureInfo.InvariantCulture) + " levels"
            );
        }

        atEmptyElement = xml.IsEmptyElement;
        if (xml.HasAttributes)
        {
            while (xml.MoveToNextAttribute())
            {
                Bound(xml.Value.Length);
            }

            xml.MoveToElement();
        }
    }

    /// <summary>Closes the current element, whose end was just read.</summary>
    public void Close() => Path.Pop();

    /// <summary>Passes over the rest of the current element and closes it.</summary>
    public void Skip()
    {
        var depth = Path.Depth;
        while (Path.Depth >= depth)
        {
            switch (Advance())
            {
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Element:
                    Open();
                    break;
                default:
                    AppendText("");
                    break;
            }
        }
    }

    /// <summary>
    /// Goes to the end of the open element at this level, from wherever the reading of it stopped, and closes it; stops where there is
    /// more in it than the limits allow.
    /// </summary>
    public void Leave(int depth)
    {
        xml.MoveToElement();
        while (xml.Depth >= depth || !(xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
        {
            xml.Read();
            if (xml.Depth > limits.MaxDepth)
            {
                throw new ReadStopException();
            }
        }

        atEmptyElement = false;
        while (Path.Depth >= depth)
        {
            Close();
        }
    }

    /// <summary><paramref name="text"/> and the current node's text.</summary>
    public string AppendText(string text)
    {
        if (!xml.CanReadValueChunk || !xml.HasValue)
        {
            Stop(ReadFailureKind.NotWellFormed, xml.NodeType.ToString(), "elements and text");
        }

        var read = FillChunk();
        if (text.Length == 0 && read < chunk.Length)
        {
            Bound(read);
            return new string(chunk, 0, read);
        }

        var whole = new StringBuilder(text);
        while (read > 0)
        {
            whole.Append(chunk, 0, read);
            Bound(whole.Length);
            read = FillChunk();
        }

        return whole.ToString();
    }

    /// <summary>Notes a failure at the current element.</summary>
    public void Fail(ReadFailureKind kind, string found, string allowed)
    {
        if (Path.Depth == 0)
        {
            FailHere(kind, found, allowed);
            return;
        }

        failures.Add(Failure(kind, found, allowed));
    }

    /// <summary>A failure at the current element, not noted.</summary>
    public ReadFailure Failure(ReadFailureKind kind, string found, string allowed) =>
        Failure(kind, Path.Current.Line, Path.Current.Column, found, allowed);

    /// <summary>Notes a failure at the current node.</summary>
    public void FailHere(ReadFailureKind kind, string found, string allowed) =>
        failures.Add(Failure(kind, place.LineNumber, place.LinePosition, found, allowed));

    /// <summary>Notes a failure at the current element after which nothing more can be said.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Stop(ReadFailureKind kind, string found, string allowed)
    {
        Fail(kind, found, allowed);
        throw new ReadStopException();
    }

    private void CheckDeclaration(string? version, string? encoding)
    {
        // The framework looks at the first three characters only.
        if (version != "1.0")
        {
            Stop(ReadFailureKind.NotWellFormed, "the declaration version=\"" + version + "\"", "version 1.0");
        }

        if (encoding is not null && !string.Equals(encoding, "UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            Stop(ReadFailureKind.WrongEncoding, "the declaration encoding=\"" + encoding + "\"", "UTF-8");
        }
    }

    private ReadFailure Failure(ReadFailureKind kind, int line, int column, string found, string allowed) =>
        new(kind, line, column, Path.ToString(), ValueRefusal.Cut(found), allowed);

    private int FillChunk()
    {
        var filled = 0;
        int read;
        while (filled < chunk.Length && (read = xml.ReadValueChunk(chunk, filled, chunk.Length - filled)) > 0)
        {
            filled += read;
        }

        return filled;
    }

    private void Bound(int length)
    {
        if (length > limits.MaxTextLength)
        {
            FailHere(
                ReadFailureKind.TextTooLong,
                "a longer text",
                "at most " + limits.MaxTextLength.ToString(CultureInfo.InvariantCulture) + " characters"
            );
            throw new ReadStopException();
        }
    }
}
