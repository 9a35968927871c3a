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
    private const string NamespaceDeclarations = "http://www.w3.org/2000/xmlns/";
    private const int MostDigits = 28;

    // Entitized, or a carriage return given as a character reference would be a line feed after the next reading.
    private static readonly XmlWriterSettings FragmentSettings = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly CheckedNodes nodes = new(xml, limits);
    private bool passedText;

    /// <summary>The name of the element whose start tag was read last.</summary>
    public string Name => xml.LocalName;

    /// <summary>Its namespace.</summary>
    public string Namespace => xml.NamespaceURI;

    /// <summary>How many elements are open.</summary>
    public int Depth => nodes.Path.Depth;

    /// <summary>The open elements.</summary>
    public string Path => nodes.Path.ToString();

    /// <summary>A tag that the schema check should have refused: the generated code and the schema disagree, which is a bug.</summary>
    public static UnreachableException Unforeseen(string tag) =>
        new($"{tag} passed the schema check, but the reader does not know it.");

    /// <summary>Reads up to the root element's start tag.</summary>
    public void Root() => nodes.Root();

    /// <summary>Reads to the text's end, after the root element.</summary>
    public void Finish() => nodes.Finish();

    /// <summary>A failure at the current element.</summary>
    public ReadRefusalException Refuse(ReadFailureKind kind, string found, string allowed) =>
        nodes.Refuse(kind, found, allowed);

    /// <summary>Checks the element just begun, and all in it, against a schema; <paramref name="read"/> reads it.</summary>
    public T Checked<T>(string schema, Func<ElementReader, T> read)
    {
        nodes.BeginSchema(SchemaLibrary.Of(schema));
        var value = read(this);
        nodes.EndSchema();
        return value;
    }

    /// <summary>
    /// Goes on to the next child of the current element: true with its tag, and it is the current element then; or false, when
    /// the current element has ended, and its parent is current again.
    /// </summary>
    public bool NextChild(out string tag)
    {
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            switch (node)
            {
                case XmlNodeType.Element:
                    nodes.Open();
                    tag = xml.LocalName;
                    return true;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    break;
                default:
                    nodes.StrayText();
                    passedText = true;
                    break;
            }
        }

        nodes.Close();
        tag = "";
        return false;
    }

    /// <summary>Whether <see cref="NextChild"/> passed over text since the last call.</summary>
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
        nodes.Close(text);
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
            throw nodes.RefuseValue(text);
        }

        nodes.Close(given);
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
            using (var copy = XmlWriter.Create(text, FragmentSettings))
            {
                Copy(copy);
            }

            read = read is null ? XmlFragment.Trusted(text.ToString(), rootNamespace) : throw Unforeseen(tag);
        }

        return read ?? throw Unforeseen("any");
    }

    private string Content()
    {
        var text = "";
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                nodes.Open();
                throw Unforeseen(xml.LocalName);
            }

            text = nodes.AppendText(text);
        }

        nodes.LeafText(text);
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
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                nodes.Open();
                Copy(copy);
                continue;
            }

            copy.WriteString(nodes.StrayText());
        }

        copy.WriteEndElement();
        nodes.Close();
    }
}
