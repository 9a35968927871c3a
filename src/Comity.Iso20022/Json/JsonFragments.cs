using System.Text;
using System.Xml;
using System.Xml.Schema;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>
/// Reads one XML element that a JSON string carries: supplementary data, or a signature. It is checked as inside a message in
/// XML: well-formed, no document type, the namespace that its place asks for, and what the message's schema knows inside it
/// as the schema has it.
/// </summary>
internal static class JsonFragments
{
    /// <summary>The name of the member that holds the XML.</summary>
    public const string Member = "xml";

    // Entitized, or a carriage return given as a character reference would be a line feed after the next reading.
    private static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>The element, or null and what is wrong with it.</summary>
    /// <param name="text">The XML.</param>
    /// <param name="type">What its place allows.</param>
    /// <param name="message">The message's namespace in XML.</param>
    /// <param name="limits">How deep it may be.</param>
    /// <param name="fault">What is wrong.</param>
    public static IFragment? Read(
        string text,
        FragmentDescription type,
        string message,
        ReadLimits limits,
        out string fault
    )
    {
        fault = "";
        string? invalid = null;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        if (type.IsChecked)
        {
            settings.ValidationType = ValidationType.Schema;
            settings.ValidationFlags = XmlSchemaValidationFlags.None;
            settings.Schemas = SchemaLibrary.Of(message);
            settings.ValidationEventHandler += (_, e) =>
                invalid ??= e.Severity == XmlSeverityType.Error ? e.Message : null;
        }

        try
        {
            var space = RootNamespace(text, limits, out var deep);
            if (deep || (type.Namespace is { } wanted && wanted != space))
            {
                fault = deep ? "an element nested too deep" : $"an element in namespace '{space}'";
                return null;
            }

            using var xml = XmlReader.Create(new StringReader(text), settings);
            xml.MoveToContent();
            var copied = new StringBuilder();
            using (var copy = XmlWriter.Create(copied, Settings))
            {
                copy.WriteNode(xml, defattr: false);
            }

            while (xml.Read()) { }

            fault = invalid ?? "";
            return invalid is null ? type.Make(XmlFragment.Trusted(copied.ToString(), space)) : null;
        }
        catch (XmlException refused)
        {
            fault = refused.Message;
            return null;
        }
    }

    private static string RootNamespace(string text, ReadLimits limits, out bool deep)
    {
        using var xml = XmlFragment.Open(text);
        xml.MoveToContent();
        var space = xml.NamespaceURI;
        deep = false;
        while (!deep && xml.Read())
        {
            deep = xml.Depth >= limits.MaxDepth;
        }

        return space;
    }
}
