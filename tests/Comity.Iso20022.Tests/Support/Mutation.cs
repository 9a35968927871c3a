using System.Xml.Linq;

namespace Comity.Iso20022.Tests.Support;

/// <summary>One random change to a header or a document: most make it invalid, some do not.</summary>
internal static class Mutation
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly string[] Values =
    [
        "",
        " ",
        "A",
        new string('A', 36),
        new string('B', 141),
        "AEDX",
        "aed",
        "USD",
        "-1",
        "1e5",
        "+1.50",
        "0.123456",
        "99999999999999999999",
        ".5",
        "5.",
        "NaN",
        "true",
        "1",
        "TRUE",
        "2026-13-01",
        "2026-02-29",
        "2026-11-02+15:00",
        "2026-11-02T24:00:00",
        "2026-11-02T10:00",
        "10:00:00Z",
        "RJCT",
        "CLRG",
        "\ud83d\ude00",
        " 12 ",
        "2026-11-02 ",
        "2026",
        "1.0000000000000000000000000000000000000",
        "00000000000000000000000000000000001",
    ];

    public static void Apply(XDocument document, Random random)
    {
        // LINQ to XML cannot rename an element that declares its own default namespace.
        var declarations = document
            .Descendants()
            .Attributes()
            .Where(a => a.IsNamespaceDeclaration && a.Name.LocalName == "xmlns");
        declarations.ToList().ForEach(a => a.Remove());
        var elements = document
            .Root!.DescendantsAndSelf()
            .Where(Canonical.IsPart)
            .SelectMany(p => p.Descendants())
            .ToList();
        var target = elements[random.Next(elements.Count)];
        var other = elements[random.Next(elements.Count)];
        switch (random.Next(14))
        {
            case 0:
                target.Remove();
                break;
            case 1:
                target.AddAfterSelf(new XElement(target));
                break;
            case 2:
                target.Name = other.Name;
                break;
            case 3 or 4 or 5:
                target = elements
                    .Where(e => !e.HasElements)
                    .ElementAt(random.Next(elements.Count(e => !e.HasElements)));
                target.Value = Values[random.Next(Values.Length)];
                break;
            case 6 when target.ElementsAfterSelf().FirstOrDefault() is { } next:
                next.AddAfterSelf(new XElement(target));
                target.Remove();
                break;
            case 7:
                var attribute = Attribute(random);
                target.SetAttributeValue(attribute.Name, attribute.Value);
                break;
            case 8 when target.Attribute("Ccy") is not null || elements.Any(e => e.Attribute("Ccy") is not null):
                elements
                    .First(e => e.Attribute("Ccy") is not null)
                    .SetAttributeValue("Ccy", Values[random.Next(8)] is { Length: > 0 } v ? v : null);
                break;
            case 9:
                target.Add("stray");
                break;
            case 10:
                target.Name = XName.Get(target.Name.LocalName, "urn:example:else");
                break;
            case 11:
                target.Add(new XElement(other.Name, "x"));
                break;
            case 12:
                target.AddFirst(new XComment("note"), new XProcessingInstruction("do", "nothing"));
                break;
            default:
                target.Nodes().OfType<XText>().ToList().ForEach(t => t.ReplaceWith(new XCData(t.Value)));
                break;
        }
    }

    private static XAttribute Attribute(Random random) =>
        random.Next(7) switch
        {
            0 => new XAttribute("extra", "1"),
            1 => new XAttribute(XNamespace.Xml + "lang", "en"),
            2 => new XAttribute(XName.Get("schemaLocation", Instance), "urn:a b.xsd"),
            3 => new XAttribute(XName.Get("nil", Instance), random.Next(2) == 0 ? "true" : "maybe"),
            4 => new XAttribute(XName.Get("nil", Instance), "false"),
            5 => new XAttribute(XName.Get("type", Instance), random.Next(2) == 0 ? "Max35Text" : "no:such"),
            _ => new XAttribute(XName.Get("other", Instance), "1"),
        };
}
