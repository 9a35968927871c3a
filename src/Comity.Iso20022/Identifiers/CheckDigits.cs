namespace Comity.Iso20022.Identifiers;

/// <summary>The check digits of ISO/IEC 7064, MOD 97-10.</summary>
internal static class CheckDigits
{
    /// <summary>
    /// The remainder by 97 of the number that <paramref name="text"/> spells, letters counting from A = 10 to Z = 35. Valid text
    /// has the remainder 1.
    /// </summary>
    /// <param name="text">Digits and capital letters only.</param>
    /// <param name="start">The remainder of what stands before, where the text is read in parts.</param>
    public static int Remainder(ReadOnlySpan<char> text, int start = 0)
    {
        var remainder = start;
        foreach (var symbol in text)
        {
            remainder = char.IsAsciiDigit(symbol)
                ? ((remainder * 10) + symbol - '0') % 97
                : ((remainder * 100) + symbol - 'A' + 10) % 97;
        }

        return remainder;
    }

    /// <summary>Whether all of <paramref name="text"/> is digits and capital letters.</summary>
    public static bool IsAlphanumeric(ReadOnlySpan<char> text)
    {
        foreach (var symbol in text)
        {
            if (!char.IsAsciiDigit(symbol) && !char.IsAsciiLetterUpper(symbol))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all of <paramref name="text"/> is digits.</summary>
    public static bool IsNumeric(ReadOnlySpan<char> text)
    {
        foreach (var symbol in text)
        {
            if (!char.IsAsciiDigit(symbol))
            {
                return false;
            }
        }

        return true;
    }
}
