using Comity.Iso20022.Identifiers;

namespace Comity.Iso20022.Tests.Identifiers;

public sealed class NationalCheckTests
{
    // An account of each country whose rule is known, and the place of a character whose change its own check digits must find.
    [Theory]
    [InlineData("BA391290079401028494", 10)]
    [InlineData("BE68539007547034", 10)]
    [InlineData("CZ6508000000192000145399", 20)]
    [InlineData("CZ6508000000192000145399", 13)]
    [InlineData("EE382200221020145685", 10)]
    [InlineData("ES9121000418450200051332", 5)]
    [InlineData("ES9121000418450200051332", 20)]
    [InlineData("FR1420041010050500013M02606", 15)]
    [InlineData("HR1210010051863000160", 6)]
    [InlineData("HR1210010051863000160", 15)]
    [InlineData("HU42117730161111101800000000", 5)]
    [InlineData("HU42117730161111101800000000", 14)]
    [InlineData("IT60X0542811101000000123456", 8)]
    [InlineData("MC5811222000010123456789030", 15)]
    [InlineData("ME25505000012345678951", 10)]
    [InlineData("MK07250120000058984", 8)]
    [InlineData("NO9386011117947", 8)]
    [InlineData("PL61109010140000071219812874", 6)]
    [InlineData("PT50000201231234567890154", 15)]
    [InlineData("RS35260005601001611379", 10)]
    [InlineData("SI56263300012039086", 10)]
    [InlineData("SK3112000000198742637541", 20)]
    [InlineData("SM86U0322509800000000270100", 8)]
    public void A_countrys_own_check_digits_find_a_wrong_digit(string text, int place)
    {
        var right = Iban.From(text);
        var wrongDigit = text[place] == '9' ? '0' : (char)(text[place] + 1);
        var bban = text[4..place] + wrongDigit + text[(place + 1)..];
        Assert.True(Iban.TryMake(right.CountryCode, bban, out var wrong, out _));

        Assert.Equal(NationalCheck.Right, right.NationalCheck);
        Assert.Equal(NationalCheck.Wrong, wrong.NationalCheck);
    }

    [Theory]
    [InlineData("DE89370400440532013000")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("AE070331234567890123456")]
    public void Where_no_rule_is_known_nothing_is_said(string text) =>
        Assert.Equal(NationalCheck.NotKnown, Iban.From(text).NationalCheck);

    [Fact]
    public void No_example_of_the_registry_is_wrong() =>
        Assert.All(
            IbanCountry.All,
            static country => Assert.NotEqual(NationalCheck.Wrong, Iban.From(country.Example).NationalCheck)
        );

    [Fact]
    public void In_france_letters_stand_for_digits()
    {
        Assert.True(Iban.TryMake("FR", "78516879079ST5JB756M668", out var iban, out _));

        Assert.Equal(NationalCheck.Right, iban.NationalCheck);
    }

    // 97 stands where nothing remains, and 98 and 99 are not the same as 1 and 2.
    [Theory]
    [InlineData("000000000097", NationalCheck.Right)]
    [InlineData("000000000000", NationalCheck.Wrong)]
    [InlineData("000000000101", NationalCheck.Right)]
    [InlineData("000000000198", NationalCheck.Wrong)]
    public void Belgium_counts_from_1_to_97(string account, NationalCheck check)
    {
        Assert.True(Iban.TryMake("BE", account, out var iban, out _));

        Assert.Equal(check, iban.NationalCheck);
    }
}
