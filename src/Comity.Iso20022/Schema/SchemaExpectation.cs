using System.Xml;
using System.Xml.Schema;

namespace Comity.Iso20022.Schema;

/// <summary>Which elements a schema allows at a place, for refusals.</summary>
internal static class SchemaExpectation
{
    /// <summary>The tags allowed next inside <paramref name="parent"/>, after <paramref name="count"/> of <paramref name="last"/>.</summary>
    public static List<string> Next(XmlSchemaType? parent, string last, int count)
    {
        if (parent is not XmlSchemaComplexType { Particle: XmlSchemaGroupBase group })
        {
            return [];
        }

        var allowed = new List<string>();
        var items = group.Items.Cast<XmlSchemaParticle>().ToList();
        var at = items.FindIndex(item => last.Length > 0 && (item as XmlSchemaElement)?.Name == last);
        if (at >= 0 && count < items[at].MaxOccurs)
        {
            allowed.Add(last);
        }

        if (group is XmlSchemaChoice)
        {
            return at >= 0 ? allowed : items.ConvertAll(Tag);
        }

        for (var i = at + 1; i < items.Count; i++)
        {
            allowed.Add(Tag(items[i]));
            if (items[i].MinOccurs > 0)
            {
                break;
            }
        }

        return allowed;
    }

    /// <summary>What the text of an element of <paramref name="type"/> may be.</summary>
    public static string Value(XmlSchemaType? type) =>
        type switch
        {
            XmlSchemaSimpleType simple => FacetDescription.Of(simple),
            XmlSchemaComplexType { BaseXmlSchemaType: XmlSchemaSimpleType simple } => FacetDescription.Of(simple),
            _ => "what the element's type allows",
        };

    /// <summary>What an attribute of an element of <paramref name="type"/> may be; nothing where it has no such attribute.</summary>
    public static string? Attribute(XmlSchemaType? type, string name, string space) =>
        type is XmlSchemaComplexType complex
        && complex.AttributeUses[new XmlQualifiedName(name, space)]
            is XmlSchemaAttribute { AttributeSchemaType: { } simple }
            ? FacetDescription.Of(simple)
            : null;

    /// <summary>The attributes that an element of <paramref name="type"/> must have.</summary>
    public static string RequiredAttributes(XmlSchemaType? type) =>
        type is XmlSchemaComplexType complex
            ? string.Join(", ", complex.AttributeUses.Values.Cast<XmlSchemaAttribute>().Select(a => a.Name))
            : "";

    private static string Tag(XmlSchemaParticle item) => (item as XmlSchemaElement)?.Name ?? "any element";
}
