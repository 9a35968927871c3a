namespace Comity.Iso20022.Identifiers;

/// <summary>The check digits of ISO/IEC 7064, MOD 97-10, and those of Luhn.</summary>
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

    /// <summary>
    /// Whether two digits can be check digits of MOD 97-10: it gives 02 to 98. 00, 01 and 99 leave the same remainders as 97, 98
    /// and 02, and are never issued.
    /// </summary>
    public static bool CanBe(ReadOnlySpan<char> digits) => digits is not ("00" or "01" or "99");

    /// <summary>The sum of Luhn of the digits that <paramref name="text"/> spells, letters counting from A = 10 to Z = 35; valid text has a multiple of 10.</summary>
    /// <param name="text">Digits and capital letters only.</param>
    public static int Luhn(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var isDoubled = false;
        for (var place = text.Length - 1; place >= 0; place--)
        {
            var number = char.IsAsciiDigit(text[place]) ? text[place] - '0' : text[place] - 'A' + 10;
            do
            {
                var digit = number % 10;
                sum +=
                    !isDoubled ? digit
                    : digit < 5 ? digit * 2
                    : (digit * 2) - 9;
                isDoubled = !isDoubled;
                number /= 10;
            } while (number > 0);
        }

        return sum;
    }
}
