using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// What the generated readers read from: elements one after another, each checked against the schema before it is handed out.
/// A reader of an element is called when its start tag has been read, and returns when its end tag has been.
/// </summary>
internal sealed class ElementReader(XmlReader xml, ReadLimits limits)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string NamespaceDeclarations = "http://www.w3.org/2000/xmlns/";
    private const int MostDigits = 28;

    private readonly ElementPath path = new();
    private readonly IXmlLineInfo place = (IXmlLineInfo)xml;
    private readonly char[] chunk = new char[1024];
    private SchemaCheck? check;
    private bool atEmptyElement;
    private bool passedText;

    /// <summary>The name of the element whose start tag was read last.</summary>
    public string Name => xml.LocalName;

    /// <summary>Its namespace.</summary>
    public string Namespace => xml.NamespaceURI;

    /// <summary>How many elements are open.</summary>
    public int Depth => path.Depth;

    /// <summary>The open elements.</summary>
    public string Path => path.ToString();

    /// <summary>A tag that the schema check should have refused: the generated code and the schema disagree, which is a bug.</summary>
    public static UnreachableException Unforeseen(string tag) =>
        new($"{tag} passed the schema check, but the reader does not know it.");

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

    /// <summary>Checks the element just begun, and all in it, against a schema; <paramref name="read"/> reads it.</summary>
    public T Checked<T>(string schema, Func<ElementReader, T> read)
    {
        check = new SchemaCheck(SchemaLibrary.Of(schema), xml);
        CheckStart("", 0);
        var value = read(this);
        check.Finish();
        check = null;
        return value;
    }

    /// <summary>
    /// Goes on to the next child of the current element: true with its tag, and it is the current element then; or false, when
    /// the current element has ended, and its parent is current again.
    /// </summary>
    public bool NextChild(out string tag)
    {
        while (Advance() is var node && node != XmlNodeType.EndElement)
        {
            switch (node)
            {
                case XmlNodeType.Element:
                    Open();
                    tag = xml.LocalName;
                    return true;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    break;
                default:
                    Stray();
                    break;
            }
        }

        Close();
        tag = "";
        return false;
    }

    /// <summary>Whether <see cref="NextChild"/> passed over text since the last call; only without a schema.</summary>
    public bool TakePassedText()
    {
        var passed = passedText;
        passedText = false;
        return passed;
    }

    /// <summary>The text of the current element, which ends with it.</summary>
    public string Text()
    {
        var text = Content();
        Close(text);
        return text;
    }

    /// <summary>The decimal number in the current element, which ends with it.</summary>
    public decimal Number()
    {
        var given = Content();
        var text = XmlCharacters.Collapse(given);
        var digits = text.AsSpan().TrimStart("+-0");
        if (digits.Contains('.'))
        {
            digits = digits.TrimEnd('0');
        }

        // The framework's validator rounds what a decimal cannot hold, and then finds the rounded number valid.
        if (digits.Length > MostDigits + 1)
        {
            throw RefuseValue(text);
        }

        Close(given);
        return decimal.Parse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>The truth value in the current element, which ends with it.</summary>
    public bool Flag() => XmlConvert.ToBoolean(XmlCharacters.Collapse(Text()));

    /// <summary>A required attribute of the current element, whose start tag was the last read.</summary>
    public string Attribute(string name) => xml.GetAttribute(name) ?? throw Unforeseen(name);

    /// <summary>The one element inside the current element, which ends with it.</summary>
    public XmlFragment Fragment()
    {
        XmlFragment? read = null;
        while (NextChild(out var tag))
        {
            var rootNamespace = xml.NamespaceURI;
            var text = new StringBuilder();
            using (var copy = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
            {
                Copy(copy);
            }

            read = read is null ? XmlFragment.Trusted(text.ToString(), rootNamespace) : throw Unforeseen(tag);
        }

        return read ?? throw Unforeseen("any");
    }

    /// <summary>A failure at the current element.</summary>
    public ReadRefusalException Refuse(ReadFailureKind kind, string found, string allowed) =>
        path.Depth > 0
            ? new ReadRefusalException(
                new ReadFailure(
                    kind,
                    path.Current.Line,
                    path.Current.Column,
                    path.ToString(),
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
                path.ToString(),
                ValueRefusal.Cut(found),
                allowed
            )
        );

    private string Content()
    {
        var text = "";
        while (Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                Open();
            }

            text = Append(text);
        }

        if (check is not null && text.Length > 0 && !check.Text(text))
        {
            throw RefuseValue(text);
        }

        return text;
    }

    private XmlNodeType Advance()
    {
        if (atEmptyElement)
        {
            atEmptyElement = false;
            return XmlNodeType.EndElement;
        }

        xml.Read();
        return xml.NodeType;
    }

    private void Open()
    {
        var (last, count) = path.Depth > 0 ? (path.Current.LastChild, path.Current.LastChildCount) : ("", 0);
        path.Push(xml.LocalName, place.LineNumber, place.LinePosition);
        if (path.Depth > limits.MaxDepth)
        {
            throw Refuse(
                ReadFailureKind.TooDeep,
                "an element at level " + path.Depth.ToString(CultureInfo.InvariantCulture),
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

        path.Current.Type = check.Type;
        CheckAttributes();
        if (!check.EndOfAttributes())
        {
            throw Refuse(
                ReadFailureKind.MissingAttribute,
                "no such attribute",
                "the attribute that the schema requires: Ccy"
            );
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

            if (check is not null && xml.NamespaceURI != NamespaceDeclarations)
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
            throw IsKnownAttribute()
                ? RefuseHere(
                    ReadFailureKind.InvalidAttribute,
                    $"{xml.Name}=\"{xml.Value}\"",
                    "a value of the attribute's type"
                )
                : RefuseHere(ReadFailureKind.UnexpectedAttribute, xml.Name, "no such attribute");
        }
    }

    private bool IsKnownAttribute() =>
        path.Current.Type is System.Xml.Schema.XmlSchemaComplexType type
        && type.AttributeUses.Contains(new XmlQualifiedName(xml.LocalName, xml.NamespaceURI));

    private void Close(string text = "")
    {
        if (check is not null && !check.End())
        {
            var type = path.Current.Type;
            if (type is not System.Xml.Schema.XmlSchemaComplexType { Particle: not null })
            {
                throw RefuseValue(text);
            }

            var missing = SchemaExpectation.Next(type, path.Current.LastChild, path.Current.LastChildCount);
            throw Refuse(ReadFailureKind.MissingElement, "the element's end", string.Join(", ", missing));
        }

        path.Pop();
    }

    private void Stray()
    {
        if (check is null)
        {
            passedText = true;
            Append("");
            return;
        }

        var text = Append("");
        if (!check.Text(text))
        {
            throw RefuseHere(ReadFailureKind.UnexpectedText, text.Trim(), "elements only");
        }
    }

    private string Append(string text)
    {
        if (!xml.CanReadValueChunk || !xml.HasValue)
        {
            throw RefuseHere(ReadFailureKind.NotWellFormed, xml.NodeType.ToString(), "elements and text");
        }

        int read;
        while ((read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0)
        {
            text = text.Length == 0 ? new string(chunk, 0, read) : string.Concat(text, chunk.AsSpan(0, read));
            if (text.Length > limits.MaxTextLength)
            {
                throw RefuseLength();
            }
        }

        return text;
    }

    private void Copy(XmlWriter copy)
    {
        copy.WriteStartElement(xml.Prefix, xml.LocalName, xml.NamespaceURI);
        while (xml.MoveToNextAttribute())
        {
            // The default namespace is declared by the start tag itself.
            if (xml.NamespaceURI != NamespaceDeclarations || xml.Prefix.Length > 0)
            {
                copy.WriteAttributeString(xml.Prefix, xml.LocalName, xml.NamespaceURI, xml.Value);
            }
        }

        xml.MoveToElement();
        while (Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                Open();
                Copy(copy);
                continue;
            }

            var text = Append("");
            var valid = node is XmlNodeType.Text or XmlNodeType.CDATA ? check!.Text(text) : check!.Whitespace(text);
            if (!valid)
            {
                throw RefuseHere(ReadFailureKind.UnexpectedText, text.Trim(), "elements only");
            }

            copy.WriteString(text);
        }

        copy.WriteEndElement();
        Close();
    }

    private ReadRefusalException RefuseElement(string last, int count, string? instanceAttribute)
    {
        var (type, before, beforeCount) = path.Before(last, count);
        var allowed = SchemaExpectation.Next(type, before, beforeCount);
        if (instanceAttribute is not null && (path.Depth == 1 || allowed.Contains(xml.LocalName)))
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

    private ReadRefusalException RefuseValue(string text) =>
        Refuse(ReadFailureKind.InvalidValue, text, SchemaExpectation.Value(path.Current.Type));

    private ReadRefusalException RefuseLength() =>
        RefuseHere(
            ReadFailureKind.TextTooLong,
            "a longer text",
            "at most " + limits.MaxTextLength.ToString(CultureInfo.InvariantCulture) + " characters"
        );
}
