using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Comity.Iso20022.Tests.Support;

/// <summary>
/// The header and the document of a text in canonical XML 1.0, after what may differ without a difference in meaning is made
/// equal: prefixes, and white space between elements.
/// </summary>
internal static class Canonical
{
    public static string Of(ReadOnlyMemory<byte> text)
    {
        using var stream = new MemoryStream(text.ToArray());
        var parts = XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!.DescendantsAndSelf().Where(IsPart);
        return string.Join("\n", parts.OrderBy(p => p.Name.LocalName, StringComparer.Ordinal).Select(Of));
    }

    public static bool IsPart(XElement element) =>
        element.Name.LocalName is "Document" or "AppHdr"
        && element.Name.NamespaceName.StartsWith("urn:iso:std:iso:20022", StringComparison.Ordinal);

    private static string Of(XElement part)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using (var reader = Plain(part).CreateReader())
        {
            document.Load(reader);
        }

        var transform = new XmlDsigC14NTransform();
        transform.LoadInput(document);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var text = new StreamReader(output, Encoding.UTF8);
        return text.ReadToEnd();
    }

    private static XElement Plain(XElement element)
    {
        var plain = new XElement(element.Name, element.Attributes().Where(a => !a.IsNamespaceDeclaration));
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                plain.Add(Plain(child));
            }
            else if (node is XText text && (!element.HasElements || !string.IsNullOrWhiteSpace(text.Value)))
            {
                plain.Add(text.Value);
            }
        }

        return plain;
    }
}
