using System.Globalization;
using System.Xml.Schema;

namespace Comity.Iso20022.Generator;

/// <summary>Says in words what a simple type of an ISO 20022 schema allows: <c>text of 1 to 35 characters</c>.</summary>
internal static class FacetDescription
{
    /// <summary>The description, starting in lower case and without a full stop.</summary>
    public static string Of(XmlSchemaSimpleType type)
    {
        var facets = new Facets(type);
        return type.TypeCode switch
        {
            XmlTypeCode.Boolean => "true or false",
            XmlTypeCode.Decimal => Decimal(facets),
            XmlTypeCode.Date => "a date, YYYY-MM-DD, with or without a zone",
            XmlTypeCode.DateTime => "a date and time, YYYY-MM-DDThh:mm:ss[.fff], with or without a zone",
            XmlTypeCode.Time => "a time, hh:mm:ss[.fff], with or without a zone",
            XmlTypeCode.GYear => "a year, YYYY, with or without a zone",
            XmlTypeCode.Base64Binary => Bytes(facets),
            XmlTypeCode.GYearMonth => "a year and month, YYYY-MM, with or without a zone",
            _ => Text(facets),
        };
    }

    private static string Text(Facets facets)
    {
        if (facets.Enumeration.Count > 0)
        {
            return "one of " + string.Join(", ", facets.Enumeration);
        }

        if (facets.Pattern is { } pattern)
        {
            return "text of the form " + pattern;
        }

        return (facets.MinLength, facets.MaxLength) switch
        {
            (null, null) => "any text",
            (null, { } most) => Invariant($"text of at most {most} characters"),
            ({ } least, null) => Invariant($"text of at least {least} characters"),
            ({ } least, { } most) when least == most => Invariant($"text of {least} characters"),
            ({ } least, { } most) => Invariant($"text of {least} to {most} characters"),
        };
    }

    private static string Bytes(Facets facets) =>
        Invariant($"base64 of {facets.MinLength ?? 0} to {facets.MaxLength} bytes");

    private static string Decimal(Facets facets)
    {
        var words = "a decimal number";
        if (facets.TotalDigits is { } total)
        {
            words += Invariant($" of at most {total} digits");
        }

        if (facets.FractionDigits is { } fraction)
        {
            words += Invariant($", at most {fraction} after the point");
        }

        return facets.MinInclusive is { } least ? words + ", at least " + least : words;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
