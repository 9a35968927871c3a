using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// The nodes of a text one after another, within the limits, each checked against a schema where one is set. A node that is
/// refused ends the reading with its place, what it was, and what could have been there.
/// </summary>
internal sealed class CheckedNodes(XmlReader xml, ReadLimits limits)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly IXmlLineInfo place = (IXmlLineInfo)xml;
    private readonly char[] chunk = new char[4096];
    private SchemaCheck? check;
    private bool atEmptyElement;

    /// <summary>The open elements.</summary>
    public ElementPath Path { get; } = new();

    /// <summary>Whether a schema is set.</summary>
    public bool HasSchema => check is not null;

    /// <summary>Reads up to the root element's start tag, declaration and comments passed over.</summary>
    public void Root()
    {
        while (xml.Read() && xml.NodeType != XmlNodeType.Element)
        {
            if (xml.NodeType == XmlNodeType.XmlDeclaration && xml.GetAttribute("encoding") is { } encoding)
            {
                if (!string.Equals(encoding, "UTF-8", StringComparison.OrdinalIgnoreCase))
                {
                    throw Refuse(
                        ReadFailureKind.WrongEncoding,
                        "the declaration encoding=\"" + encoding + "\"",
                        "UTF-8"
                    );
                }
            }
        }

        Open();
    }

    /// <summary>Reads to the text's end, after the root element: anything but white space and comments is not well-formed.</summary>
    public void Finish()
    {
        while (xml.Read()) { }
    }

    /// <summary>Sets the schema that the element just opened, and all in it, must follow.</summary>
    public void BeginSchema(XmlSchemaSet schema)
    {
        check = new SchemaCheck(schema, xml);
        CheckStart("", 0);
    }

    /// <summary>Ends what <see cref="BeginSchema"/> began, after that element's end.</summary>
    public void EndSchema()
    {
        check!.Finish();
        check = null;
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
        var (last, count) = Path.Depth > 0 ? (Path.Current.LastChild, Path.Current.LastChildCount) : ("", 0);
        Path.Push(xml.LocalName, place.LineNumber, place.LinePosition);
        if (Path.Depth > limits.MaxDepth)
        {
            throw Refuse(
                ReadFailureKind.TooDeep,
                "an element at level " + Path.Depth.ToString(CultureInfo.InvariantCulture),
                "at most " + limits.MaxDepth.ToString(CultureInfo.InvariantCulture) + " levels"
            );
        }

        atEmptyElement = xml.IsEmptyElement;
        if (check is not null)
        {
            CheckStart(last, count);
        }
        else
        {
            CheckAttributes();
        }
    }

    private void CheckStart(string last, int count)
    {
        var instanceType = xml.HasAttributes ? xml.GetAttribute("type", SchemaInstance) : null;
        var instanceNil = xml.HasAttributes ? xml.GetAttribute("nil", SchemaInstance) : null;
        if (!check!.Begin(xml.LocalName, xml.NamespaceURI, instanceType, instanceNil))
        {
            throw RefuseElement(last, count, instanceType ?? instanceNil);
        }

        Path.Current.Type = check.Type;
        CheckAttributes();
        if (!check.EndOfAttributes())
        {
            var required = SchemaExpectation.RequiredAttributes(Path.Current.Type);
            throw Refuse(ReadFailureKind.MissingAttribute, "no such attribute", required);
        }
    }

    private void CheckAttributes()
    {
        while (xml.MoveToNextAttribute())
        {
            if (xml.Value.Length > limits.MaxTextLength)
            {
                throw RefuseLength();
            }

            if (check is not null && xml.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                CheckAttribute();
            }
        }

        xml.MoveToElement();
    }

    private void CheckAttribute()
    {
        if (!check!.Attribute(xml.LocalName, xml.NamespaceURI, xml.Value))
        {
            throw SchemaExpectation.Attribute(Path.Current.Type, xml.LocalName, xml.NamespaceURI) is { } allowed
                ? RefuseHere(ReadFailureKind.InvalidAttribute, $"{xml.Name}=\"{xml.Value}\"", allowed)
                : RefuseHere(ReadFailureKind.UnexpectedAttribute, xml.Name, "no such attribute");
        }
    }

    /// <summary>Closes the current element, whose <paramref name="text"/> was all its content if it is a leaf.</summary>
    public void Close(string text = "")
    {
        if (check is not null && !check.End())
        {
            var type = Path.Current.Type;
            if (type is not XmlSchemaComplexType { Particle: not null })
            {
                throw RefuseValue(text);
            }

            var missing = SchemaExpectation.Next(type, Path.Current.LastChild, Path.Current.LastChildCount);
            throw Refuse(ReadFailureKind.MissingElement, "the element's end", string.Join(", ", missing));
        }

        Path.Pop();
    }

    /// <summary>The text of the current node, checked unless it is part of a leaf's.</summary>
    public string StrayText()
    {
        var isSpace = xml.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
        var text = AppendText("");
        if (check is not null && !(isSpace ? check.Whitespace(text) : check.Text(text)))
        {
            throw RefuseHere(ReadFailureKind.UnexpectedText, text.Trim(), "elements only");
        }

        return text;
    }

    /// <summary>Checks the whole text of a leaf, before it is closed.</summary>
    public void LeafText(string text)
    {
        if (check is not null && text.Length > 0 && !check.Text(text))
        {
            throw RefuseValue(text);
        }
    }

    /// <summary>A failure at the current element.</summary>
    public ReadRefusalException Refuse(ReadFailureKind kind, string found, string allowed) =>
        Path.Depth > 0
            ? new ReadRefusalException(
                new ReadFailure(
                    kind,
                    Path.Current.Line,
                    Path.Current.Column,
                    Path.ToString(),
                    ValueRefusal.Cut(found),
                    allowed
                )
            )
            : RefuseHere(kind, found, allowed);

    private ReadRefusalException RefuseHere(ReadFailureKind kind, string found, string allowed) =>
        new(
            new ReadFailure(
                kind,
                place.LineNumber,
                place.LinePosition,
                Path.ToString(),
                ValueRefusal.Cut(found),
                allowed
            )
        );

    /// <summary><paramref name="text"/> and the current node's text, not checked yet.</summary>
    public string AppendText(string text)
    {
        if (!xml.CanReadValueChunk || !xml.HasValue)
        {
            throw RefuseHere(ReadFailureKind.NotWellFormed, xml.NodeType.ToString(), "elements and text");
        }

        var read = FillChunk();
        if (text.Length == 0 && read < chunk.Length)
        {
            return Bounded(read) ? new string(chunk, 0, read) : throw RefuseLength();
        }

        var whole = new StringBuilder(text);
        while (read > 0)
        {
            whole.Append(chunk, 0, read);
            if (!Bounded(whole.Length))
            {
                throw RefuseLength();
            }

            read = FillChunk();
        }

        return whole.ToString();
    }

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

    private bool Bounded(int length) => length <= limits.MaxTextLength;

    private ReadRefusalException RefuseElement(string last, int count, string? instanceAttribute)
    {
        var (type, before, beforeCount) = Path.Before(last, count);
        var allowed = SchemaExpectation.Next(type, before, beforeCount);
        if (instanceAttribute is not null && (Path.Depth == 1 || allowed.Contains(xml.LocalName)))
        {
            return RefuseHere(
                ReadFailureKind.InvalidAttribute,
                instanceAttribute,
                "no xsi:type or xsi:nil that changes the element"
            );
        }

        return Refuse(
            ReadFailureKind.UnexpectedElement,
            xml.NamespaceURI.Length == 0 ? xml.LocalName : $"{xml.LocalName} in {xml.NamespaceURI}",
            allowed.Count == 0 ? "the element's end" : string.Join(", ", allowed)
        );
    }

    /// <summary>A failure of a leaf's text.</summary>
    public ReadRefusalException RefuseValue(string text) =>
        Refuse(ReadFailureKind.InvalidValue, text, SchemaExpectation.Value(Path.Current.Type));

    private ReadRefusalException RefuseLength() =>
        RefuseHere(
            ReadFailureKind.TextTooLong,
            "a longer text",
            "at most " + limits.MaxTextLength.ToString(CultureInfo.InvariantCulture) + " characters"
        );
}
