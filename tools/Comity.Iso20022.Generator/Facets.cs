using System.Globalization;
using System.Xml.Schema;

namespace Comity.Iso20022.Generator;

/// <summary>The facets of a simple type (XML Schema part 2, section 4.3) that ISO 20022 schemas use.</summary>
internal sealed class Facets
{
    /// <summary>Reads the facets of <paramref name="type"/>; its base is always a built-in type in ISO 20022.</summary>
    /// <exception cref="NotSupportedException">A facet that no ISO 20022 schema uses today.</exception>
    public Facets(XmlSchemaSimpleType type)
    {
        if (type.Content is not XmlSchemaSimpleTypeRestriction restriction)
        {
            throw new NotSupportedException($"{type.Name} is not a restriction.");
        }

        foreach (var item in restriction.Facets)
        {
            Take(type, (XmlSchemaFacet)item);
        }
    }

    /// <summary>The allowed values, empty where any will do.</summary>
    public List<string> Enumeration { get; } = [];

    /// <summary>The regular expression in the schema's notation.</summary>
    public string? Pattern { get; private set; }

    /// <summary>Fewest characters.</summary>
    public int? MinLength { get; private set; }

    /// <summary>Most characters.</summary>
    public int? MaxLength { get; private set; }

    /// <summary>Most digits in all.</summary>
    public int? TotalDigits { get; private set; }

    /// <summary>Most digits after the decimal point.</summary>
    public int? FractionDigits { get; private set; }

    /// <summary>The least number allowed, as the schema writes it.</summary>
    public string? MinInclusive { get; private set; }

    private void Take(XmlSchemaSimpleType type, XmlSchemaFacet facet)
    {
        var text = facet.Value ?? "";
        switch (facet)
        {
            case XmlSchemaEnumerationFacet:
                Enumeration.Add(text);
                break;
            case XmlSchemaPatternFacet when Pattern is null:
                Pattern = text;
                break;
            case XmlSchemaMinLengthFacet:
                MinLength = Number(text);
                break;
            case XmlSchemaMaxLengthFacet:
                MaxLength = Number(text);
                break;
            case XmlSchemaLengthFacet:
                MinLength = MaxLength = Number(text);
                break;
            case XmlSchemaTotalDigitsFacet:
                TotalDigits = Number(text);
                break;
            case XmlSchemaFractionDigitsFacet:
                FractionDigits = Number(text);
                break;
            case XmlSchemaMinInclusiveFacet:
                MinInclusive = text;
                break;
            default:
                throw new NotSupportedException(
                    $"{type.Name} has a facet {facet.GetType().Name} that is not known here."
                );
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
