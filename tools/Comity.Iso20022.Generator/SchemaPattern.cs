namespace Comity.Iso20022.Generator;

/// <summary>What must be changed between the schemas' notation and C#.</summary>
internal static class SchemaPattern
{
    /// <summary>
    /// A pattern facet as a .NET expression. The two notations agree on what ISO 20022 uses: character classes, literals,
    /// groups, alternatives and counts. Anything else is refused, rather than guessed at.
    /// </summary>
    public static string ToDotNet(string pattern)
    {
        if (!pattern.All(c => char.IsAsciiLetterOrDigit(c) || "(){},|+-[]\\".Contains(c)) || HasOtherEscape(pattern))
        {
            throw new NotSupportedException(
                $"Pattern {pattern}: check that .NET reads it as XML Schema does, then allow it here."
            );
        }

        return $@"\A(?:{pattern})\z";
    }

    /// <summary>A name that C# accepts.</summary>
    public static string Identifier(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    private static bool HasOtherEscape(string pattern) =>
        pattern.Zip(pattern.Skip(1)).Any(pair => pair is { First: '\\', Second: not ('+' or '-') });
}
