using System.Globalization;
using System.Xml.Linq;
using System.Xml.Schema;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Generator;

namespace Comity.Iso20022.Tests.Support;

/// <summary>A random valid instance of a schema's element: which optional elements, which alternative, how many, which values.</summary>
internal sealed class RandomInstance(Random random)
{
    private const int MostDigits = 28;

    private static readonly string[] Letters =
    [
        "a",
        "Z",
        "7",
        " ",
        "&",
        "<",
        ">",
        "'",
        "\"",
        "é",
        "ข",
        "中",
        "م",
        "\t",
        "\n",
        "\r",
        "-",
    ];

    public XElement Of(XmlSchemaElement element, int depth = 0)
    {
        var made = new XElement(XName.Get(element.QualifiedName.Name, element.QualifiedName.Namespace));
        switch (element.ElementSchemaType)
        {
            case XmlSchemaSimpleType simple:
                made.Add(Value(simple));
                break;
            case XmlSchemaComplexType { ContentModel: XmlSchemaSimpleContent } amount:
                foreach (XmlSchemaAttribute attribute in amount.AttributeUses.Values)
                {
                    made.Add(new XAttribute(attribute.Name!, Value(attribute.AttributeSchemaType!)));
                }

                made.Add(Value((XmlSchemaSimpleType)amount.BaseXmlSchemaType!));
                break;
            case XmlSchemaComplexType { Particle: XmlSchemaSequence sequence }:
                foreach (XmlSchemaParticle item in sequence.Items)
                {
                    Add(made, item, depth + 1);
                }

                break;
            case XmlSchemaComplexType { Particle: XmlSchemaChoice choice }:
                Add(made, (XmlSchemaParticle)choice.Items[random.Next(choice.Items.Count)], depth + 1);
                break;
            default:
                throw new NotSupportedException(element.Name);
        }

        return made;
    }

    /// <summary>A valid value of a simple type.</summary>
    public string Value(XmlSchemaSimpleType type)
    {
        var facets = new Facets(type);
        return type.TypeCode switch
        {
            XmlTypeCode.Boolean => random.Next(2) == 0 ? "true" : "false",
            XmlTypeCode.Decimal => Decimal(facets),
            XmlTypeCode.Date => Moment("yyyy-MM-dd") + Zone(),
            XmlTypeCode.DateTime => Moment("yyyy-MM-ddTHH:mm:ss") + Fraction() + Zone(),
            XmlTypeCode.Time => Moment("HH:mm:ss") + Fraction() + Zone(),
            XmlTypeCode.GYear => Moment("yyyy") + Zone(),
            XmlTypeCode.Base64Binary => Bytes(facets.MinLength ?? 0, Math.Min(facets.MaxLength ?? 20, 40)),
            XmlTypeCode.GYearMonth => Moment("yyyy-MM") + Zone(),
            _ when facets.Enumeration.Count > 0 => facets.Enumeration[random.Next(facets.Enumeration.Count)],
            _ when facets.Pattern is { } pattern => PatternText.Matching(pattern, random),
            _ => Text(facets.MinLength ?? 0, Math.Min(facets.MaxLength ?? 20, 2048)),
        };
    }

    private void Add(XElement parent, XmlSchemaParticle item, int depth)
    {
        var optional = item.MinOccurs == 0 && random.NextDouble() > 1.2 / depth;
        var most = (int)Math.Min(item.MaxOccurs, random.Next(4) == 0 ? 3 : 1);
        var count = optional ? 0 : random.Next(Math.Max(1, (int)item.MinOccurs), most + 1);
        for (var i = 0; i < count; i++)
        {
            parent.Add(item is XmlSchemaElement element ? Of(element, depth) : Foreign(((XmlSchemaAny)item).Namespace));
        }
    }

    private XElement Foreign(string? space)
    {
        XNamespace names = space is null or "##any" ? "urn:example:foreign" : space;
        return new XElement(
            names + "Outer",
            new XAttribute("kind", Text(0, 5)),
            new XElement(XName.Get("Inner", random.Next(2) == 0 ? "" : "urn:example:other"), Text(1, 10)),
            "tail"
        );
    }

    private string Text(int least, int most)
    {
        var length = random.Next(8) == 0 ? most : random.Next(least, Math.Min(most, 30) + 1);
        var text = string.Concat(
            Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? Letters[random.Next(Letters.Length)] : "b")
        );
        return length >= 2 && random.Next(4) == 0 ? "😀" + text[2..] : text;
    }

    private string Bytes(int least, int most)
    {
        var bytes = new byte[random.Next(least, most + 1)];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private string Decimal(Facets facets)
    {
        // No more digits than a decimal holds: with more, the library is stricter than the framework, which rounds (RefusalTests).
        var fraction = random.Next(Math.Min(facets.FractionDigits ?? 5, MostDigits - 1) + 1);
        var whole = random.Next(1, Math.Max(1, Math.Min(facets.TotalDigits ?? 18, MostDigits) - fraction) + 1);
        var text = Digits(whole).TrimStart('0').PadLeft(1, '0') + (fraction == 0 ? "" : "." + Digits(fraction));
        if (
            facets.MinInclusive is { } least
            && decimal.Parse(text, CultureInfo.InvariantCulture) < decimal.Parse(least, CultureInfo.InvariantCulture)
        )
        {
            return least;
        }

        return facets.MinInclusive is null && random.Next(4) == 0 && text.Any(c => c is >= '1' and <= '9')
            ? "-" + text
            : text;
    }

    private string Digits(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private string Moment(string format) =>
        new DateTime(1900, 1, 1)
            .AddSeconds(random.NextInt64(8_000_000_000))
            .ToString(format, CultureInfo.InvariantCulture);

    private string Fraction() => random.Next(2) == 0 ? "" : "." + Digits(random.Next(1, 8));

    private string Zone() =>
        random.Next(4) switch
        {
            0 => "",
            1 => "Z",
            2 => "+04:00",
            _ => "-09:30",
        };
}
