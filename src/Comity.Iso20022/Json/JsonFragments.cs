using System.Xml;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>
/// Reads one XML element that a JSON string carries: supplementary data, or a signature. It is read as inside a message in XML,
/// by the same reader, so that both allow the same.
/// </summary>
internal static class JsonFragments
{
    /// <summary>The name of the member that holds the XML.</summary>
    public const string Member = "xml";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The element, or null and what is wrong with it.</summary>
    /// <param name="text">The XML.</param>
    /// <param name="type">What its place allows.</param>
    /// <param name="space">The namespace in XML of the message or the header around it.</param>
    /// <param name="limits">How deep it may be, and how long a text in it.</param>
    /// <param name="fault">What is wrong.</param>
    public static IFragment? Read(
        string text,
        FragmentDescription type,
        string space,
        ReadLimits limits,
        out string fault
    )
    {
        // The element around it has a prefix, so that names without one are in no namespace, as in a text of its own. A text
        // that closes it too early is not well-formed.
        using var xml = XmlReader.Create(new StringReader($"<m:Envlp xmlns:m=\"{space}\">{text}</m:Envlp>"), Settings);
        var failures = new FailureList(1);
        var nodes = new XmlNodes(xml, limits, failures);
        try
        {
            nodes.Root();
            var fragment = new FragmentReader(new ElementReader(nodes)).Read(type, space);
            nodes.Finish();
            fault = "";
            return fragment;
        }
        catch (ReadStopException)
        {
            fault = $"{failures.All[0].Kind}: {failures.All[0].Found}";
            return null;
        }
        catch (XmlException refused)
        {
            fault = refused.Message;
            return null;
        }
    }
}
