using System.Globalization;
using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>What the generated writers write to: elements in one namespace.</summary>
internal sealed class ElementWriter(XmlWriter xml, string @namespace)
{
    public void Start(string tag) => xml.WriteStartElement(tag, @namespace);

    public void End() => xml.WriteEndElement();

    public void Attribute(string name, string value) => xml.WriteAttributeString(name, value);

    public void Content(decimal value) => xml.WriteString(value.ToString(CultureInfo.InvariantCulture));

    public void Leaf(string tag, string text)
    {
        xml.WriteStartElement(tag, @namespace);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    public void Leaf(string tag, decimal value) => Leaf(tag, value.ToString(CultureInfo.InvariantCulture));

    public void Leaf(string tag, bool value) => Leaf(tag, value ? "true" : "false");

    public void Fragment(XmlFragment fragment)
    {
        using var copy = XmlFragment.Open(fragment.Text);
        copy.MoveToContent();
        // Text, though empty, makes the content mixed: the writer then indents nothing in it, and the fragment stays as it is.
        xml.WriteString("");
        xml.WriteNode(copy, defattr: false);
    }
}
