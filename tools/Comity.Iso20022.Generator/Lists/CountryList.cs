using System.Text.Json;

namespace Comity.Iso20022.Generator.Lists;

/// <summary>Reads ISO 3166-1 in the form of Debian's package iso-codes (<c>iso_3166-1.json</c>).</summary>
public static class CountryList
{
    /// <summary>The list's text.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="source">Where it is from and of when, in words.</param>
    public static string Run(string json, string source)
    {
        using var document = JsonDocument.Parse(json);
        return ListText.Write(
            [
                "Countries (ISO 3166-1). Source: " + source + ".",
                "Made by tools/Comity.Iso20022.Generator, step countries.",
            ],
            ["alpha-2", "alpha-3", "number", "name"],
            document
                .RootElement.GetProperty("3166-1")
                .EnumerateArray()
                .Select(static country =>
                    (IReadOnlyList<string>)
                        [
                            country.GetProperty("alpha_2").GetString()!,
                            country.GetProperty("alpha_3").GetString()!,
                            country.GetProperty("numeric").GetString()!,
                            country.GetProperty("name").GetString()!,
                        ]
                )
                .OrderBy(static row => row[0], StringComparer.Ordinal)
                .ToList()
        );
    }
}
