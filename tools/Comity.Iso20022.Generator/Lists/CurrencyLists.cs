using System.Xml.Linq;

namespace Comity.Iso20022.Generator.Lists;

/// <summary>Reads ISO 4217's list one (current currencies and funds) and list three (historic ones), as the maintenance agency publishes them (XML).</summary>
public static class CurrencyLists
{
    /// <summary>The text of the current currencies' list.</summary>
    /// <param name="listOne">List one.</param>
    /// <param name="source">Where it is from and of when, in words.</param>
    public static string Current(XDocument listOne, string source) =>
        ListText.Write(
            [
                "Currencies and funds in use (ISO 4217, list one). Source: " + source + ".",
                "Made by tools/Comity.Iso20022.Generator, step currencies.",
            ],
            ["code", "number", "minor units, none where the list has N.A.", "kind", "name", "entities"],
            Entries(listOne, "CcyNtry")
                .Select(static entries =>
                    (IReadOnlyList<string>)
                        [
                            entries.Key,
                            Text(entries.First(), "CcyNbr"),
                            Text(entries.First(), "CcyMnrUnts") is "N.A." ? "" : Text(entries.First(), "CcyMnrUnts"),
                            entries.Any(static e =>
                                (string?)e.Element("CcyNm")?.Attribute("IsFund") is "true" or "TRUE"
                            )
                                ? "fund"
                                : "currency",
                            Text(entries.First(), "CcyNm"),
                            Entities(entries),
                        ]
                )
        );

    /// <summary>The text of the historic currencies' list, without the codes that are in use again or still.</summary>
    /// <param name="listThree">List three.</param>
    /// <param name="listOne">List one.</param>
    /// <param name="source">Where list three is from and of when, in words.</param>
    public static string Historic(XDocument listThree, XDocument listOne, string source)
    {
        var current = Entries(listOne, "CcyNtry").Select(static e => e.Key).ToHashSet(StringComparer.Ordinal);
        return ListText.Write(
            [
                "Currencies and funds withdrawn (ISO 4217, list three). Source: " + source + ".",
                "Made by tools/Comity.Iso20022.Generator, step currencies.",
            ],
            ["code", "number", "withdrawn, as published", "name", "entities"],
            Entries(listThree, "HstrcCcyNtry")
                .Where(entries => !current.Contains(entries.Key))
                .Select(static entries =>
                {
                    // A code that several entities used is withdrawn when the last of them gave it up.
                    var last = entries.MaxBy(static e => Text(e, "WthdrwlDt"), StringComparer.Ordinal)!;
                    return (IReadOnlyList<string>)
                        [
                            entries.Key,
                            Text(last, "CcyNbr"),
                            Text(last, "WthdrwlDt"),
                            Text(last, "CcyNm"),
                            Entities(entries),
                        ];
                })
        );
    }

    private static IEnumerable<IGrouping<string, XElement>> Entries(XDocument list, string element) =>
        list.Descendants(element)
            .Where(static e => e.Element("Ccy") is not null)
            .GroupBy(static e => Text(e, "Ccy"), StringComparer.Ordinal)
            .OrderBy(static e => e.Key, StringComparer.Ordinal);

    private static string Text(XElement entry, string name) =>
        ListText.OnOneLine((string?)entry.Element(name) ?? string.Empty);

    private static string Entities(IEnumerable<XElement> entries) =>
        string.Join("; ", entries.Select(static e => Text(e, "CtryNm")).Distinct(StringComparer.Ordinal));
}
