namespace Comity.Iso20022.Identifiers;

/// <summary>The kinds of characters that a place of an identifier can ask for, in the notation of ISO 13616 and SWIFT.</summary>
internal static class CharacterKind
{
    /// <summary>Whether a character is a digit (n), a capital letter (a), or one of both (c).</summary>
    public static bool Fits(char kind, char symbol) =>
        kind switch
        {
            'n' => char.IsAsciiDigit(symbol),
            'a' => char.IsAsciiLetterUpper(symbol),
            'c' => char.IsAsciiDigit(symbol) || char.IsAsciiLetterUpper(symbol),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "n, a and c are the kinds."),
        };

    /// <summary>A kind in words.</summary>
    public static string InWords(char kind) =>
        kind switch
        {
            'n' => "a digit",
            'a' => "a capital letter",
            _ => "a digit or a capital letter",
        };

    /// <summary>The first place, counted from 0, whose character is not of its kind; -1 where all are.</summary>
    /// <param name="kinds">A kind for each place of <paramref name="text"/>.</param>
    /// <param name="text">The text, as long.</param>
    public static int FirstUnfit(ReadOnlySpan<char> kinds, ReadOnlySpan<char> text)
    {
        for (var place = 0; place < text.Length; place++)
        {
            if (!Fits(kinds[place], text[place]))
            {
                return place;
            }
        }

        return -1;
    }
}
