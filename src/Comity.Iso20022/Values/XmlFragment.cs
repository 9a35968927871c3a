using System.Xml;

namespace Comity.Iso20022.Values;

/// <summary>
/// One XML element kept as it is: supplementary data, or a signature. Equal where the text is equal. Namespaces that the
/// element uses are declared in it, so it can stand alone.
/// </summary>
public sealed record XmlFragment
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string MessagePrefix = "urn:iso:std:iso:20022:tech:xsd:";

    private XmlFragment(string text, string rootNamespace)
    {
        Text = text;
        RootNamespace = rootNamespace;
    }

    /// <summary>The element as XML text.</summary>
    public string Text { get; }

    /// <summary>The element's namespace, empty where it has none.</summary>
    public string RootNamespace { get; }

    /// <summary>
    /// The fragment, or why it is not one: it must be one well-formed element without a document type, at most 32 levels deep,
    /// and must not hold elements of an ISO 20022 message or schema-instance attributes, since those could make the message
    /// around it invalid.
    /// </summary>
    public static Checked<XmlFragment> Check(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (XmlException fault)
        {
            return Refuse(text, "one well-formed element (" + fault.Message + ")");
        }
    }

    /// <summary>As <see cref="Check"/>.</summary>
    /// <exception cref="ArgumentException">The text is not such an element.</exception>
    public static XmlFragment From(string text) =>
        Check(text).TryGet(out var fragment, out var refusal)
            ? fragment
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    /// <summary>A fragment that a schema check has passed already.</summary>
    internal static XmlFragment Trusted(string text, string rootNamespace) => new(text, rootNamespace);

    internal XmlFragment InNamespace(string expected) =>
        RootNamespace == expected
            ? this
            : throw new ArgumentException(
                $"The element is in namespace '{RootNamespace}'; '{expected}' is allowed.",
                nameof(expected)
            );

    internal static XmlReader Open(string text) =>
        XmlReader.Create(
            new StringReader(text),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                ConformanceLevel = ConformanceLevel.Document,
            }
        );

    private static Checked<XmlFragment> Parse(string text)
    {
        using var xml = Open(text);
        xml.MoveToContent();
        var rootNamespace = xml.NamespaceURI;
        do
        {
            if (xml.Depth > 32)
            {
                return Refuse(text, "an element at most 32 levels deep");
            }

            if (xml.NodeType == XmlNodeType.Element && IsMeddling(xml))
            {
                return Refuse(text, "an element without parts of an ISO 20022 message or schema-instance attributes");
            }
        } while (xml.Read());

        return new Checked<XmlFragment>.Valid(new XmlFragment(text, rootNamespace));
    }

    private static bool IsMeddling(XmlReader xml)
    {
        var meddling =
            xml.NamespaceURI.StartsWith(MessagePrefix, StringComparison.Ordinal)
            && xml.LocalName is "Document" or "AppHdr";
        while (xml.MoveToNextAttribute())
        {
            meddling |= xml.NamespaceURI == SchemaInstance;
        }

        xml.MoveToElement();
        return meddling;
    }

    private static Checked<XmlFragment>.Refused Refuse(string text, string allowed) =>
        new(new ValueRefusal(nameof(XmlFragment), ValueRefusal.Cut(text), allowed));
}
