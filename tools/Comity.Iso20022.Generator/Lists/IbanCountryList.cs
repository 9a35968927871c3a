using System.Globalization;

namespace Comity.Iso20022.Generator.Lists;

/// <summary>
/// Reads the IBAN registry as SWIFT publishes it for programs (a text file with tabs, a column for each country), and keeps what a
/// check of an IBAN needs.
/// </summary>
public static class IbanCountryList
{
    private static readonly string[] Columns =
    [
        "country",
        "BBAN structure",
        "bank identifier",
        "branch identifier",
        "SEPA",
        "also used by",
        "in force since",
        "example",
    ];

    /// <summary>The list's text.</summary>
    /// <param name="registry">The registry's text.</param>
    /// <param name="source">Where it is from and of when, in words.</param>
    public static string Run(string registry, string source)
    {
        var rows = registry
            .Split('\n')
            .Select(static line => line.TrimEnd('\r').Split('\t'))
            .GroupBy(static cells => cells[0].Trim(), StringComparer.Ordinal)
            .ToDictionary(static lines => lines.Key, static lines => lines.First(), StringComparer.Ordinal);
        var countries = rows["IBAN prefix country code (ISO 3166)"];
        return ListText.Write(
            [
                "The countries of the IBAN registry (ISO 13616). Source: " + source + ".",
                "Positions count from 1 within the BBAN. Made by tools/Comity.Iso20022.Generator, step iban.",
            ],
            Columns,
            Enumerable
                .Range(1, countries.Length - 1)
                .Where(column => countries[column].Trim().Length > 0)
                .OrderBy(column => countries[column], StringComparer.Ordinal)
                .Select(column => Entry(rows, column))
        );
    }

    private static string[] Entry(Dictionary<string, string[]> rows, int column)
    {
        return
        [
            Cell("IBAN prefix country code (ISO 3166)"),
            Cell("BBAN structure"),
            Cell("Bank identifier position within the BBAN"),
            Cell("Branch identifier position within the BBAN"),
            Cell("SEPA country") == "Yes" ? "yes" : "no",
            Territories(Cell("Country code includes other countries/territories")),
            DateOnly
                .ParseExact("01-" + Cell("Effective date"), "dd-MMM-yy", CultureInfo.InvariantCulture)
                .ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Cell("IBAN electronic format example"),
        ];

        string Cell(string row)
        {
            var text = rows[row][column].Trim().Trim('"');
            return text == "N/A" ? string.Empty : text;
        }
    }

    // "MF (French part)" is the country MF.
    private static string Territories(string cell) =>
        string.Join(
            ' ',
            cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(static name => name[..2])
        );
}
