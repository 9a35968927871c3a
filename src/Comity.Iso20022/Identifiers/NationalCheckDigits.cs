using System.Collections.Frozen;
using System.Globalization;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// The check digits that countries have inside their own account numbers, each by its public definition: ISO/IEC 7064 MOD 97-10 on the
/// western Balkans, in Slovenia and in Portugal (NIB), the RIB key of France and Monaco, the CIN of Italy and San Marino, the
/// weights of the Czech, Estonian, Hungarian, Norwegian, Polish, Slovak and Spanish rules, Belgium's remainder by 97, and ISO/IEC
/// 7064 MOD 11,10 in Croatia. <see cref="Iban"/> has made sure of each account's structure.
/// </summary>
internal static class NationalCheckDigits
{
    private delegate bool Rule(ReadOnlySpan<char> account);

    private static readonly FrozenDictionary<string, Rule> Rules = new Dictionary<string, Rule>(StringComparer.Ordinal)
    {
        ["BA"] = IsMod97,
        ["BE"] = IsBelgian,
        ["CZ"] = IsCzech,
        ["EE"] = static account => WeighedFromTheRight(account[2..], [1, 7, 3]) % 10 == 0,
        ["ES"] = IsSpanish,
        ["FR"] = IsFrench,
        ["HR"] = static account => IsMod11And10(account[..7]) && IsMod11And10(account[7..]),
        ["HU"] = IsHungarian,
        ["IT"] = IsItalian,
        ["MC"] = IsFrench,
        ["ME"] = IsMod97,
        ["MK"] = IsMod97,
        ["NO"] = static account => WeighedFromTheRight(account, [1, 2, 3, 4, 5, 6, 7, 2, 3, 4, 5]) % 11 == 0,
        ["PL"] = static account => Weighed(account[..8], [3, 9, 7, 1]) % 10 == 0,
        ["PT"] = IsMod97,
        ["RS"] = IsMod97,
        ["SI"] = IsMod97,
        ["SK"] = IsCzech,
        ["SM"] = IsItalian,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the check digits of a country's account say.</summary>
    public static NationalCheck Check(string country, ReadOnlySpan<char> account) =>
        !Rules.TryGetValue(country, out var rule) ? NationalCheck.NotKnown
        : rule(account) ? NationalCheck.Right
        : NationalCheck.Wrong;

    private static bool IsMod97(ReadOnlySpan<char> account) => CheckDigits.Remainder(account) == 1;

    private static bool IsBelgian(ReadOnlySpan<char> account)
    {
        var remainder = CheckDigits.Remainder(account[..10]);
        return int.Parse(account[10..], CultureInfo.InvariantCulture) == (remainder == 0 ? 97 : remainder);
    }

    // The account's number, of ten digits, and the branch's or prefix, of six, each by the powers of two by 11.
    private static bool IsCzech(ReadOnlySpan<char> account)
    {
        ReadOnlySpan<int> powers = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
        return WeighedFromTheRight(account[4..10], powers) % 11 == 0
            && WeighedFromTheRight(account[10..], powers) % 11 == 0;
    }

    // Bank and branch, and the account, have a check digit each, between them.
    private static bool IsSpanish(ReadOnlySpan<char> account)
    {
        return account[8] == Digit(Weighed(account[..8], [4, 8, 5, 10, 9, 7, 3, 6]))
            && account[9] == Digit(Weighed(account[10..], [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]));

        static char Digit(int sum) =>
            (11 - (sum % 11)) switch
            {
                11 => '0',
                10 => '1',
                var digit => (char)('0' + digit),
            };
    }

    // Letters stand for digits: A and J for 1, B, K and S for 2, and so on.
    private static bool IsFrench(ReadOnlySpan<char> account)
    {
        var remainder = 0;
        foreach (var symbol in account)
        {
            var digit =
                char.IsAsciiDigit(symbol) ? symbol - '0'
                : symbol < 'S' ? ((symbol - 'A') % 9) + 1
                : symbol - 'S' + 2;
            remainder = ((remainder * 10) + digit) % 97;
        }

        return remainder == 0;
    }

    private static bool IsHungarian(ReadOnlySpan<char> account) =>
        Weighed(account[..8], [9, 7, 3, 1]) % 10 == 0 && Weighed(account[8..], [9, 7, 3, 1]) % 10 == 0;

    // The CIN is a letter before the account: each odd place counts by a table of its own, each even one as it is.
    private static bool IsItalian(ReadOnlySpan<char> account)
    {
        // The value of 0 and A is that of the first letter here: 1, of 1 and B that of the second: 0, and so on.
        const string odd = "BAFHJNPRTVCESULDGIMOQKWZYX";
        var sum = 0;
        for (var place = 1; place < account.Length; place++)
        {
            var value = char.IsAsciiDigit(account[place]) ? account[place] - '0' : account[place] - 'A';
            sum += place % 2 == 1 ? odd[value] - 'A' : value;
        }

        return account[0] - 'A' == sum % 26;
    }

    private static bool IsMod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits[..^1])
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (product + digits[^1] - '0') % 10 == 1;
    }

    private static int Weighed(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            sum += (digits[place] - '0') * weights[place % weights.Length];
        }

        return sum;
    }

    private static int WeighedFromTheRight(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            sum += (digits[^(place + 1)] - '0') * weights[place % weights.Length];
        }

        return sum;
    }
}
