using System.Globalization;
using System.Text.Json;
using Comity.Iso20022.Generator.Lists;

namespace Comity.Iso20022.Generator;

/// <summary>
/// Brings the external code sets that the library carries up to a published edition (JSON, a file for each set). The publication
/// has codes and definitions and no dates, so the dates come from here: a code that an edition adds is valid from that edition's
/// day, and one that it drops stays, withdrawn on that day.
/// </summary>
public static class CodeSets
{
    private static readonly string[] Columns = ["code", "valid from", "withdrawn", "definition"];

    /// <summary>The text of every file by its name: the set's ISO name with <c>.tsv</c>.</summary>
    /// <param name="published">The folder of the edition.</param>
    /// <param name="carried">The folder of what is carried now.</param>
    /// <param name="edition">The day of the edition.</param>
    public static SortedDictionary<string, string> Run(string published, string carried, DateOnly edition)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(published, "external_*_code.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var name = json.RootElement.GetProperty("name").GetString()!;
            var rows = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
            var before = Path.Combine(carried, name + ".tsv");
            var isFirst = !File.Exists(before);
            var day = edition.ToString("O", CultureInfo.InvariantCulture);
            foreach (var row in isFirst ? [] : Rows(before))
            {
                rows.Add(row[0], row[2].Length > 0 ? row : [row[0], row[1], day, row[3]]);
            }

            foreach (var code in json.RootElement.GetProperty("codes").EnumerateObject())
            {
                var definition = ListText.OnOneLine(code.Value.GetString()!);
                // A code that was dropped and is there again is valid as if it had never been dropped.
                var from =
                    rows.TryGetValue(code.Name, out var known) ? known[1]
                    : isFirst ? string.Empty
                    : day;
                rows[code.Name] = [code.Name, from, string.Empty, definition];
            }

            files.Add(
                name + ".tsv",
                ListText.Write(
                    [
                        name + ". " + ListText.OnOneLine(json.RootElement.GetProperty("description").GetString()!),
                        "Source: the external code sets published on iso20022.org (JSON). Without a day: as in the first edition taken.",
                        "Made by tools/Comity.Iso20022.Generator, step codes.",
                    ],
                    Columns,
                    rows.Values
                )
            );
        }

        return files;
    }

    private static IEnumerable<string[]> Rows(string path) =>
        File.ReadLines(path).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('\t'));
}
