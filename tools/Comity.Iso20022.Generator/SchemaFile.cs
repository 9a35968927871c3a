using System.Xml;
using System.Xml.Schema;
using static Comity.Iso20022.Generator.Component;

namespace Comity.Iso20022.Generator;

/// <summary>One official schema, read into components. All types reachable from its root element, and no other.</summary>
internal sealed class SchemaFile
{
    private const string NamespacePrefix = "urn:iso:std:iso:20022:tech:xsd:";

    private readonly Dictionary<string, Component> components = new(StringComparer.Ordinal);

    private SchemaFile(XmlSchema schema)
    {
        var elements = schema.Elements.Values.Cast<XmlSchemaElement>().ToList();
        if (elements is not [var root] || schema.TargetNamespace is not { } target)
        {
            throw new NotSupportedException($"{schema.SourceUri}: one global element and a target namespace expected.");
        }

        Namespace = target;
        Identifier = target[NamespacePrefix.Length..];
        RootTag = root.Name!;
        Root = Read(root.ElementSchemaType!);
    }

    /// <summary>The schema's target namespace.</summary>
    public string Namespace { get; }

    /// <summary>The message identifier: <c>pacs.008.001.08</c>.</summary>
    public string Identifier { get; }

    /// <summary><c>Document</c>, or <c>AppHdr</c>.</summary>
    public string RootTag { get; }

    /// <summary>The root element's type.</summary>
    public Component Root { get; }

    /// <summary>Every component below the root, the root's own included, in order of name.</summary>
    public IEnumerable<Component> Components => components.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>Reads and compiles the schema at <paramref name="path"/>.</summary>
    public static SchemaFile Load(string path)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { XmlResolver = null });
        var set = new XmlSchemaSet { XmlResolver = null };
        var schema = set.Add(null, reader)!;
        set.Compile();
        return new SchemaFile(schema);
    }

    private Component Read(XmlSchemaType type)
    {
        var name = type.Name ?? throw new NotSupportedException($"{Identifier}: an anonymous type.");
        if (components.TryGetValue(name, out var known))
        {
            return known;
        }

        var component = type is XmlSchemaSimpleType simple
            ? ReadSimple(name, simple)
            : ReadComplex((XmlSchemaComplexType)type);
        components.Add(name, component);
        return component;
    }

    private static Component ReadSimple(string name, XmlSchemaSimpleType type)
    {
        var facets = new Facets(type);
        var description = FacetDescription.Of(type);
        return type.TypeCode switch
        {
            XmlTypeCode.String when facets.Enumeration.Count > 0 => new CodeComponent(
                name,
                description,
                facets.Enumeration
            ),
            XmlTypeCode.String => new TextComponent(
                name,
                description,
                facets.MinLength,
                facets.MaxLength,
                facets.Pattern
            ),
            XmlTypeCode.Boolean => new FlagComponent(name),
            XmlTypeCode.Base64Binary => new BinaryComponent(name, description, facets.MinLength, facets.MaxLength),
            XmlTypeCode.Decimal => new NumberComponent(name, description, Number(facets)),
            XmlTypeCode.Date => new TemporalComponent(name, description, "DateValue", type.TypeCode),
            XmlTypeCode.DateTime => new TemporalComponent(name, description, "DateTimeValue", type.TypeCode),
            XmlTypeCode.Time or XmlTypeCode.GYear or XmlTypeCode.GYearMonth => new TemporalComponent(
                name,
                description,
                "TemporalValue",
                type.TypeCode
            ),
            _ => throw new NotSupportedException(
                $"{name}: {type.TypeCode} has no value base in src/Comity.Iso20022/Values yet; add one, then name it here."
            ),
        };
    }

    private static NumberFacets Number(Facets facets) =>
        new(facets.TotalDigits ?? 28, facets.FractionDigits ?? 28, facets.MinInclusive);

    private Component ReadComplex(XmlSchemaComplexType type)
    {
        if (type.ContentModel is XmlSchemaSimpleContent)
        {
            return ReadAmount(type);
        }

        return type.Particle switch
        {
            XmlSchemaSequence { Items: [XmlSchemaAny any] } => new FragmentComponent(
                type.Name!,
                any.Namespace is null or "##any" ? null : any.Namespace
            ),
            XmlSchemaSequence { MinOccurs: 1, MaxOccurs: 1 } sequence => new SequenceComponent(
                type.Name!,
                Members(sequence)
            ),
            XmlSchemaChoice { MinOccurs: 1, MaxOccurs: 1 } choice => new ChoiceComponent(type.Name!, Members(choice)),
            _ => throw new NotSupportedException($"{type.Name}: neither a sequence nor a choice that occurs once."),
        };
    }

    private AmountComponent ReadAmount(XmlSchemaComplexType type)
    {
        var attributes = type.AttributeUses.Values.Cast<XmlSchemaAttribute>().ToList();
        if (
            type.BaseXmlSchemaType is not XmlSchemaSimpleType number
            || attributes is not [{ Use: XmlSchemaUse.Required, Name: "Ccy" } attribute]
        )
        {
            throw new NotSupportedException($"{type.Name}: simple content other than a number with its currency, Ccy.");
        }

        var facets = Number(new Facets(number));
        return new AmountComponent(
            type.Name!,
            FacetDescription.Of(number),
            facets,
            attribute.Name!,
            Read(attribute.AttributeSchemaType!)
        );
    }

    private List<Member> Members(XmlSchemaGroupBase group) =>
        group
            .Items.Cast<XmlSchemaParticle>()
            .Select(item =>
                item as XmlSchemaElement ?? throw new NotSupportedException("A particle that is not an element.")
            )
            .Select(element => new Member(
                element.Name!,
                Read(element.ElementSchemaType!),
                decimal.ToInt32(element.MinOccurs),
                element.MaxOccursString == "unbounded" ? int.MaxValue : decimal.ToInt32(element.MaxOccurs)
            ))
            .ToList();
}
