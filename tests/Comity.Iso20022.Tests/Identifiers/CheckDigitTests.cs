using Comity.Iso20022.Identifiers;
using CsCheck;

namespace Comity.Iso20022.Tests.Identifiers;

/// <summary>What check digits find, of any right identifier; CsCheck prints the seed of a failure.</summary>
public sealed class CheckDigitTests
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string DtiAlphabet = "0123456789BCDFGHJKLMNPQRSTVWXZ";

    private static readonly Gen<string> Ibans =
        from country in Gen.Int[0, IbanCountry.All.Count - 1].Select(static index => IbanCountry.All[index])
        from bban in Gen.Char[Digits + Letters].Array[country.Kinds.Length]
        select Make(country, bban);

    private static readonly Gen<string> Leis =
        from first in Gen.Char[Digits + Letters].Array[18]
        select WithCheckDigits(new string(first));

    [Fact]
    public void An_iban_finds_each_character_that_became_another_of_its_kind() =>
        FindsSubstitutions(Ibans, Iban.IsValid);

    [Fact]
    public void An_iban_finds_each_two_neighbours_of_one_kind_that_were_swapped() => FindsSwaps(Ibans, Iban.IsValid);

    [Fact]
    public void An_lei_finds_each_character_that_became_another_of_its_kind() => FindsSubstitutions(Leis, Lei.IsValid);

    [Fact]
    public void An_lei_finds_each_two_neighbours_of_one_kind_that_were_swapped() => FindsSwaps(Leis, Lei.IsValid);

    // 99 a - 9 b is a multiple of 97 for the digit 1 and the letter B, as for 2 and M, and 3 and X.
    [Fact]
    public void A_digit_and_a_letter_that_were_swapped_can_escape_mod_97()
    {
        Assert.True(Lei.IsValid(WithCheckDigits("1B0000000000000000")));
        Assert.Equal(WithCheckDigits("1B0000000000000000")[18..], WithCheckDigits("B10000000000000000")[18..]);
    }

    [Fact]
    public void An_isin_finds_each_wrong_digit() =>
        Gen.Select(Gen.Char[Digits + Letters].Array[9], Gen.Int[2, 11], Gen.Char[Digits])
            .Sample(
                static (nsin, place, digit) =>
                {
                    var right = Right("US" + new string(nsin), Digits, Isin.IsValid);
                    if (char.IsAsciiDigit(right[place]))
                    {
                        Assert.Equal(right[place] == digit, Isin.IsValid(Replace(right, place, digit)));
                    }
                }
            );

    [Fact]
    public void A_dti_finds_each_wrong_character() =>
        Gen.Select(Gen.Char[DtiAlphabet[1..]], Gen.Char[DtiAlphabet].Array[7], Gen.Int[1, 8], Gen.Char[DtiAlphabet])
            .Sample(
                static (first, rest, place, symbol) =>
                {
                    var right = Right(first + new string(rest), DtiAlphabet, Dti.IsValid);
                    Assert.Equal(right[place] == symbol, Dti.IsValid(Replace(right, place, symbol)));
                }
            );

    [Fact]
    public void A_routing_number_finds_each_wrong_digit() =>
        Gen.Select(Gen.Char[Digits].Array[8], Gen.Int[0, 8], Gen.Char[Digits])
            .Sample(
                static (first, place, digit) =>
                {
                    var right = Right(new string(first), Digits, IsRoutingNumber);
                    Assert.Equal(right[place] == digit, IsRoutingNumber(Replace(right, place, digit)));
                }
            );

    private static bool IsRoutingNumber(ReadOnlySpan<char> text) =>
        ClearingMember.TryParse("USABA", text.ToString(), out _, out _);

    private delegate bool Validity(ReadOnlySpan<char> text);

    private static void FindsSubstitutions(Gen<string> right, Validity isValid) =>
        Gen.Select(right, Gen.Int[2, 33], Gen.Int[1, 25])
            .Sample(
                (text, place, step) =>
                {
                    Assert.True(isValid(text));
                    place %= text.Length;
                    var kin = char.IsAsciiDigit(text[place]) ? Digits : Letters;
                    var other = kin[(kin.IndexOf(text[place], StringComparison.Ordinal) + step) % kin.Length];
                    Assert.Equal(other == text[place], isValid(Replace(text, place, other)));
                }
            );

    private static void FindsSwaps(Gen<string> right, Validity isValid) =>
        Gen.Select(right, Gen.Int[2, 32])
            .Sample(
                (text, place) =>
                {
                    place = 2 + (place % (text.Length - 3));
                    var (first, second) = (text[place], text[place + 1]);
                    if (char.IsAsciiDigit(first) == char.IsAsciiDigit(second))
                    {
                        var swapped = Replace(Replace(text, place, second), place + 1, first);
                        Assert.Equal(first == second, isValid(swapped));
                    }
                }
            );

    private static string Make(IbanCountry country, char[] random)
    {
        // Bring each character to its kind.
        for (var place = 0; place < random.Length; place++)
        {
            var value = (Digits + Letters).IndexOf(random[place], StringComparison.Ordinal);
            random[place] = country.Kinds[place] switch
            {
                'n' => Digits[value % 10],
                'a' => Letters[value % 26],
                _ => random[place],
            };
        }

        Assert.True(Iban.TryMake(country.Code, random, out var iban, out var refusal), refusal?.ToString());
        return iban.Value;
    }

    private static string WithCheckDigits(string first18) =>
        Enumerable.Range(2, 97).Select(digits => $"{first18}{digits:00}").Single(static text => Lei.IsValid(text));

    private static string Right(string start, string alphabet, Validity isValid) =>
        alphabet.Select(symbol => start + symbol).Single(text => isValid(text));

    private static string Replace(string text, int place, char symbol) => text[..place] + symbol + text[(place + 1)..];
}
