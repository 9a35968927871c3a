using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Schema;

namespace Comity.Iso20022.Schema;

/// <summary>The official schemas that the library carries, compiled when first needed and kept.</summary>
internal static class SchemaLibrary
{
    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Compiled = new(StringComparer.Ordinal);

    /// <summary>The compiled schema of a message or header in this namespace. Safe from many threads.</summary>
    public static XmlSchemaSet Of(string @namespace) =>
        Compiled
            .GetOrAdd(
                @namespace[MessageType.NamespacePrefix.Length..],
                static name => new Lazy<XmlSchemaSet>(() => Compile(name))
            )
            .Value;

    private static XmlSchemaSet Compile(string identifier)
    {
        using var resource =
            typeof(SchemaLibrary).Assembly.GetManifestResourceStream($"Schemas/{identifier}.xsd")
            ?? throw new InvalidOperationException($"The schema of {identifier} is not in the assembly.");
        using var reader = XmlReader.Create(resource, new XmlReaderSettings { XmlResolver = null });
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}
