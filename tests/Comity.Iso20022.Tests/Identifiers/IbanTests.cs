using Comity.Iso20022.Identifiers;

namespace Comity.Iso20022.Tests.Identifiers;

public sealed class IbanTests
{
    public static TheoryData<string> Countries => [.. IbanCountry.All.Select(static country => country.Code)];

    [Theory]
    [MemberData(nameof(Countries))]
    public void The_registrys_example_of_each_country_is_right_and_built_as_the_country_says(string code)
    {
        Assert.True(IbanCountry.TryFind(code, out var country));

        Assert.True(Iban.TryParse(country.Example, out var iban, out var refusal), refusal?.ToString());
        Assert.Equal((code, country.Length), (iban.CountryCode, iban.Value.Length));
        Assert.Same(country, iban.Country);
        Assert.NotEmpty(iban.BankIdentifier);
        Assert.Equal(country.BranchIdentifier is null, iban.BranchIdentifier is null);
        Assert.True(Iban.TryParsePrinted(iban.ToPrinted(), out var printed, out _));
        Assert.Equal(iban, printed);
        Assert.True(Iban.TryMake(code, iban.BasicBankAccountNumber, out var made, out _));
        Assert.Equal(iban, made);
    }

    // Other published examples than the registry's: of banks, of other standards' texts, and of older releases.
    [Theory]
    [InlineData("GB82WEST12345698765432")]
    [InlineData("GB33BUKB20201555555555")]
    [InlineData("IE64IRCE92050112345678")]
    [InlineData("CH5604835012345678009")]
    [InlineData("PL10105000997603123456789123")]
    [InlineData("BR9700360305000010009795493P1")]
    [InlineData("EE471000001020145685")]
    [InlineData("FI1410093000123458")]
    [InlineData("TR320010009999901234567890")]
    [InlineData("SE7280000810340009783242")]
    [InlineData("LY38021001000000123456789")]
    [InlineData("CR72012300000171549015")]
    public void Examples_from_elsewhere_are_right(string text) =>
        Assert.True(Iban.TryParse(text, out _, out var refusal), refusal?.ToString());

    [Theory]
    [InlineData("GB29NWBK60161331926819", "NWBK", "601613")]
    [InlineData("FR1420041010050500013M02606", "20041", null)]
    [InlineData("IT60X0542811101000000123456", "05428", "11101")]
    [InlineData("AL47212110090000000235698741", "212", "11009")]
    [InlineData("MU17BOMM0101101030300200000MUR", "BOMM01", "01")]
    [InlineData("DE89370400440532013000", "37040044", null)]
    public void Bank_and_branch_stand_where_the_registry_says(string text, string bank, string? branch)
    {
        var iban = Iban.From(text);

        Assert.Equal((bank, branch), (iban.BankIdentifier, iban.BranchIdentifier));
    }

    [Theory]
    [InlineData("", IdentifierFaultKind.Length, 0)]
    [InlineData("GB8", IdentifierFaultKind.Length, 0)]
    [InlineData("GB82WEST1234569876543", IdentifierFaultKind.Length, 0)]
    [InlineData("GB82WEST123456987654321", IdentifierFaultKind.Length, 0)]
    [InlineData("TH82WEST12345698765432", IdentifierFaultKind.Country, 1)]
    [InlineData("gb82west12345698765432", IdentifierFaultKind.Country, 1)]
    [InlineData("GBA2WEST12345698765432", IdentifierFaultKind.Character, 3)]
    [InlineData("GB82WES112345698765432", IdentifierFaultKind.Character, 8)]
    [InlineData("GB82WESt12345698765432", IdentifierFaultKind.Character, 8)]
    [InlineData("GB82WEST1234569876543X", IdentifierFaultKind.Character, 22)]
    [InlineData("GB83WEST12345698765432", IdentifierFaultKind.CheckDigits, 3)]
    public void A_refusal_tells_what_is_wrong_and_where(string text, IdentifierFaultKind kind, int position)
    {
        Assert.False(Iban.TryParse(text, out _, out var refusal));

        Assert.Equal(new IdentifierFault(kind, position), refusal.Fault);
        Assert.NotEmpty(refusal.Advice);
        Assert.False(Iban.IsValid(text));
    }

    [Fact]
    public void A_refusal_reads_as_a_person_needs_it()
    {
        Assert.False(Iban.TryParse("GB82WES112345698765432", out _, out var letter));
        Assert.False(Iban.TryParse("GB82WEST", out _, out var length));

        Assert.Equal(
            "'GB82WES112345698765432' is not a valid Iban: a capital letter at position 8 of GB2!n4!a6!n8!n is allowed. "
                + "Ask for the account again, or take out what does not belong to it: spaces, small letters, a label.",
            letter.ToString()
        );
        Assert.Equal("a length of 22 characters for GB (not 8)", length.Allowed);
    }

    // The same remainder as 97, 98 and 02, but never issued.
    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("99")]
    public void Check_digits_that_are_never_issued_are_refused(string digits)
    {
        var twin = digits switch
        {
            "00" => "97",
            "01" => "98",
            _ => "02",
        };
        var account = Enumerable.Range(0, 1000).Select(static i => $"37040044{i:0000000000}").First(Has(twin));

        Assert.True(Iban.IsValid("DE" + twin + account));
        Assert.False(Iban.IsValid("DE" + digits + account));

        static Func<string, bool> Has(string wanted) =>
            account =>
                Iban.TryMake("DE", account, out var made, out _) && made.Value.AsSpan(2, 2).SequenceEqual(wanted);
    }

    [Theory]
    [InlineData("GB82 WEST 1234 5698 7654 32")]
    [InlineData("iban gb82 west 1234 5698 7654 32")]
    [InlineData("IBAN GB82\u00A0WEST\u00A01234\u00A05698\u00A07654\u00A032")]
    [InlineData("  GB82WEST12345698765432 ")]
    public void The_printed_form_is_read_as_people_write_it(string text)
    {
        Assert.True(Iban.TryParsePrinted(text, out var iban, out _));

        Assert.Equal("GB82WEST12345698765432", iban.Value);
        Assert.Equal("GB82 WEST 1234 5698 7654 32", iban.ToPrinted());
        Assert.False(Iban.IsValid(text));
    }

    [Theory]
    [InlineData("GB82-WEST-1234-5698-7654-32")]
    [InlineData("")]
    public void Other_separators_are_refused_in_print_too(string text) =>
        Assert.False(Iban.TryParsePrinted(text, out _, out _));

    [Fact]
    public void Very_long_print_is_refused() =>
        Assert.False(Iban.TryParsePrinted(new string(' ', 1_000_000), out _, out _));

    [Theory]
    [InlineData("TH", "1234", IdentifierFaultKind.Country, 1)]
    [InlineData("GB", "WEST1234569876543", IdentifierFaultKind.Length, 0)]
    [InlineData("GB", "WEST12345698765X32", IdentifierFaultKind.Character, 20)]
    public void An_iban_cannot_be_made_of_a_wrong_account(
        string country,
        string bban,
        IdentifierFaultKind kind,
        int position
    )
    {
        Assert.False(Iban.TryMake(country, bban, out _, out var refusal));

        Assert.Equal(new IdentifierFault(kind, position), refusal.Fault);
    }

    [Fact]
    public void The_registry_knows_who_shares_ibans_and_who_is_in_sepa()
    {
        Assert.True(IbanCountry.TryFind("FR", out var france));
        Assert.True(IbanCountry.TryFind("AE", out var emirates));

        Assert.Contains("GF", france.AlsoUsedBy);
        Assert.True(france.IsSepa);
        Assert.False(emirates.IsSepa);
        Assert.Equal(new DateOnly(2011, 10, 1), emirates.InForceSince);
        Assert.Equal(89, IbanCountry.All.Count);
        Assert.False(IbanCountry.TryFind("GF", out _));
        Assert.False(IbanCountry.TryFind("G", out _));
    }
}
