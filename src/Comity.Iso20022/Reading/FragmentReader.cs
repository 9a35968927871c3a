using System.Text;
using System.Xml;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads the one element that a fragment holds, as it is. What the message's schema knows inside it must follow the schema
/// where the schema asks for that (lax, not skip): the framework's validator decides it, since it hardly ever happens.
/// </summary>
internal sealed class FragmentReader(ElementReader elements)
{
    private const string NamespaceDeclarations = "http://www.w3.org/2000/xmlns/";

    // Entitized, or a carriage return given as a character reference would be a line feed after the next reading.
    private static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly XmlNodes nodes = elements.Nodes;
    private readonly XmlReader xml = elements.Nodes.Xml;
    private SchemaCheck? check;

    /// <summary>Reads the current element, of a message in namespace <paramref name="message"/>.</summary>
    public IFragment? Read(FragmentDescription type, string message)
    {
        var failed = nodes.Failures.Count;
        XmlFragment? read = null;
        while (elements.NextChild())
        {
            if (read is not null || (type.Namespace is { } wanted && wanted != xml.NamespaceURI))
            {
                var allowed = read is not null ? "the element's end" : "one element in " + type.Namespace;
                nodes.Fail(ReadFailureKind.UnexpectedElement, $"{xml.LocalName} in {xml.NamespaceURI}", allowed);
                nodes.Skip();
                continue;
            }

            check = new SchemaCheck(message, type.Name, xml);
            read = Copy();
        }

        if (read is null && nodes.Failures.Count == failed)
        {
            nodes.Fail(ReadFailureKind.MissingElement, "the element's end", type.Allowed);
        }

        nodes.Close();
        return nodes.Failures.Count == failed ? type.Make(read!) : null;
    }

    private XmlFragment Copy()
    {
        var space = xml.NamespaceURI;
        var text = new StringBuilder();
        using (var copy = XmlWriter.Create(text, Settings))
        {
            CopyElement(copy);
        }

        return XmlFragment.Trusted(text.ToString(), space);
    }

    private void CopyElement(XmlWriter copy)
    {
        copy.WriteStartElement(xml.Prefix, xml.LocalName, xml.NamespaceURI);
        Expect(check?.Begin(), ReadFailureKind.UnexpectedElement);
        while (xml.MoveToNextAttribute())
        {
            // The default namespace is declared by the start tag itself.
            if (xml.NamespaceURI != NamespaceDeclarations || xml.Prefix.Length > 0)
            {
                copy.WriteAttributeString(xml.Prefix, xml.LocalName, xml.NamespaceURI, xml.Value);
            }

            if (xml.NamespaceURI != NamespaceDeclarations)
            {
                Expect(check?.Attribute(), ReadFailureKind.InvalidAttribute);
            }
        }

        xml.MoveToElement();
        Expect(check?.EndOfAttributes(), ReadFailureKind.MissingAttribute);
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                nodes.Open();
                CopyElement(copy);
                continue;
            }

            var isSpace = node is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;
            var text = nodes.AppendText("");
            Expect(check?.Text(text, isSpace), ReadFailureKind.UnexpectedText);
            copy.WriteString(text);
        }

        Expect(check?.End(), ReadFailureKind.InvalidValue);
        copy.WriteEndElement();
        nodes.Close();
    }

    private void Expect(bool? valid, ReadFailureKind kind)
    {
        if (valid is false)
        {
            check = null;
            nodes.Fail(
                kind,
                xml.LocalName,
                "inside a fragment, what the message's schema knows only as the schema has it"
            );
        }
    }
}
