using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>The name of the envelope to write.</summary>
public sealed record EnvelopeName
{
    /// <summary>A name for the element, and its namespace, which may be empty.</summary>
    /// <exception cref="ArgumentException">The name is not an XML name without colon, or is one the reader looks for inside.</exception>
    public EnvelopeName(string name, string @namespace = "")
    {
        if (name is "Document" or "AppHdr" || !IsName(name) || !XmlCharacters.IsWritable(@namespace))
        {
            throw new ArgumentException($"'{name}' cannot be the name of an envelope.", nameof(name));
        }

        (Name, Namespace) = (name, @namespace);
    }

    /// <summary><c>BusinessMessage</c>, in no namespace.</summary>
    public static EnvelopeName Default { get; } = new("BusinessMessage");

    /// <summary>The element's local name.</summary>
    public string Name { get; }

    /// <summary>Its namespace, empty for none.</summary>
    public string Namespace { get; }

    private static bool IsName(string name) =>
        name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) && name.All(XmlConvert.IsNCNameChar);
}
