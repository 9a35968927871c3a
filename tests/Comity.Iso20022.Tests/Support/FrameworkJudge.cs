using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Comity.Iso20022.Tests.Support;

/// <summary>The framework's validating reader over the official schemas: an independent way to the same question.</summary>
internal static class FrameworkJudge
{
    private static readonly Dictionary<string, XmlSchemaSet> Schemas = Directory
        .GetFiles(Repository.Schemas, "*.xsd")
        .Select(Load)
        .ToDictionary(s => s.Schemas().Cast<XmlSchema>().Single().TargetNamespace!, StringComparer.Ordinal);

    public static IEnumerable<XmlSchemaElement> Roots =>
        Schemas
            .OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => s.Value.GlobalElements.Values.Cast<XmlSchemaElement>().Single());

    public static IEnumerable<XmlSchemaType> Types =>
        Schemas.Values.SelectMany(s => s.GlobalTypes.Values.Cast<XmlSchemaType>());

    /// <summary>The first fault in the header or the document inside <paramref name="text"/>, or nothing.</summary>
    public static string? Fault(ReadOnlyMemory<byte> text)
    {
        using var stream = new MemoryStream(text.ToArray());
        var parts = XDocument
            .Load(stream, LoadOptions.PreserveWhitespace)
            .Root!.DescendantsAndSelf()
            .Where(Canonical.IsPart)
            .ToList();
        return parts.Select(Fault).FirstOrDefault(fault => fault is not null);
    }

    private static string? Fault(XElement part)
    {
        if (!Schemas.TryGetValue(part.Name.NamespaceName, out var schemas))
        {
            return $"There is no schema of {part.Name.NamespaceName}.";
        }

        string? fault = null;
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.None,
            Schemas = schemas,
        };
        settings.ValidationEventHandler += (_, e) => fault ??= e.Severity == XmlSeverityType.Error ? e.Message : null;
        using var inner = part.CreateReader();
        using var reader = XmlReader.Create(inner, settings);
        while (reader.Read()) { }

        return fault;
    }

    private static XmlSchemaSet Load(string path)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var reader = XmlReader.Create(path);
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}
