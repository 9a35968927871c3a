using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Comity.Iso20022.Codes;

/// <summary>The countries of ISO 3166-1, and Kosovo, whose code XK payments use though ISO 3166-1 has not assigned it.</summary>
public static class Countries
{
    private static readonly Country[] Listed =
    [
        .. EmbeddedList
            .Rows("Lists/Countries")
            .Select(static row => new Country(row[0], row[1], row[2], row[3], IsAssigned: true)),
        new Country("XK", "XKX", string.Empty, "Kosovo", IsAssigned: false),
    ];

    private static readonly FrozenDictionary<string, Country> ByCode = Listed
        .SelectMany(static country =>
            new[] { country.Alpha2, country.Alpha3, country.Number }
                .Where(static code => code.Length > 0)
                .Select(code => KeyValuePair.Create(code, country))
        )
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Country>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All, in order of the two letters.</summary>
    public static IReadOnlyList<Country> All { get; } =
    [.. Listed.OrderBy(static country => country.Alpha2, StringComparer.Ordinal)];

    /// <summary>A country by its two or three capital letters, or its three digits.</summary>
    public static bool TryFind(ReadOnlySpan<char> code, [NotNullWhen(true)] out Country? country) =>
        BySpan.TryGetValue(code, out country);
}
