using Comity.Iso20022.Identifiers;

namespace Comity.Iso20022.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("5493001KJTIIGC8Y1R12", null, 0)]
    [InlineData("213800WSGIIZCXF1P572", null, 0)]
    [InlineData("HWUPKR0MPOU8FGXBT394", null, 0)]
    [InlineData("5493001KJTIIGC8Y1R13", IdentifierFaultKind.CheckDigits, 19)]
    [InlineData("5493001kJTIIGC8Y1R12", IdentifierFaultKind.Character, 8)]
    [InlineData("5493001KJTIIGC8Y1R1", IdentifierFaultKind.Length, 0)]
    [InlineData("5493001KJTIIGC8Y1RA2", IdentifierFaultKind.Character, 19)]
    [InlineData("", IdentifierFaultKind.Length, 0)]
    public void An_lei_has_twenty_characters_and_right_check_digits(
        string text,
        IdentifierFaultKind? kind,
        int place
    ) => AssertFault(Lei.Examine(text), kind, place);

    [Theory]
    [InlineData("COMYAEAD", null, 0)]
    [InlineData("COMYAEADXXX", null, 0)]
    [InlineData("1234AEADXXX", null, 0)]
    [InlineData("NCBVXKPRXXX", null, 0)]
    [InlineData("COMYAEADXX", IdentifierFaultKind.Length, 0)]
    [InlineData("COMY1EAD", IdentifierFaultKind.Character, 5)]
    [InlineData("comyaead", IdentifierFaultKind.Character, 1)]
    [InlineData("COMYZZAD", IdentifierFaultKind.Country, 5)]
    [InlineData("COMYAEADDX ", IdentifierFaultKind.Character, 11)]
    public void A_bic_has_eight_or_eleven_characters_and_a_country(string text, IdentifierFaultKind? kind, int place) =>
        AssertFault(Bic.Examine(text), kind, place);

    [Theory]
    [InlineData("US0378331005", null, 0)]
    [InlineData("AU0000XVGZA3", null, 0)]
    [InlineData("GB0002634946", null, 0)]
    [InlineData("DE000BAY0017", null, 0)]
    [InlineData("XS1982116136", null, 0)]
    [InlineData("EU000A1G0AA6", null, 0)]
    [InlineData("AN8068571086", null, 0)]
    [InlineData("US0378331003", IdentifierFaultKind.CheckDigits, 12)]
    [InlineData("ZZ0378331005", IdentifierFaultKind.Country, 1)]
    [InlineData("US037833100A", IdentifierFaultKind.Character, 12)]
    [InlineData("US037833100", IdentifierFaultKind.Length, 0)]
    public void An_isin_has_a_prefix_nine_characters_and_a_check_digit(
        string text,
        IdentifierFaultKind? kind,
        int place
    ) => AssertFault(Isin.Examine(text), kind, place);

    [Theory]
    [InlineData("6a1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b", null, 0)]
    [InlineData("6A1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b", IdentifierFaultKind.Character, 2)]
    [InlineData("6a1f2c3d-4b5e-1f60-8a7b-9c0d1e2f3a4b", IdentifierFaultKind.Character, 15)]
    [InlineData("6a1f2c3d-4b5e-4f60-ca7b-9c0d1e2f3a4b", IdentifierFaultKind.Character, 20)]
    [InlineData("6a1f2c3d44b5e-4f60-8a7b-9c0d1e2f3a4b", IdentifierFaultKind.Character, 9)]
    [InlineData("6a1f2c3d4b5e4f608a7b9c0d1e2f3a4b", IdentifierFaultKind.Length, 0)]
    public void A_uetr_is_a_version_4_uuid_in_small_letters(string text, IdentifierFaultKind? kind, int place) =>
        AssertFault(Uetr.Examine(text), kind, place);

    [Theory]
    [InlineData("X9J9K872S", null, 0)]
    [InlineData("4H95J0R2X", null, 0)]
    [InlineData("X9J9K872T", IdentifierFaultKind.CheckDigits, 9)]
    [InlineData("A9J9K872S", IdentifierFaultKind.Character, 1)]
    [InlineData("09J9K872S", IdentifierFaultKind.Character, 1)]
    [InlineData("X9J9Y872S", IdentifierFaultKind.Character, 5)]
    [InlineData("X9J9K872", IdentifierFaultKind.Length, 0)]
    public void A_dti_has_nine_characters_without_vowels_and_a_check_character(
        string text,
        IdentifierFaultKind? kind,
        int place
    ) => AssertFault(Dti.Examine(text), kind, place);

    [Theory]
    [InlineData("XNYS", null, 0)]
    [InlineData("360T", null, 0)]
    [InlineData("xnys", IdentifierFaultKind.Character, 1)]
    [InlineData("XNY", IdentifierFaultKind.Length, 0)]
    public void A_mic_has_four_characters(string text, IdentifierFaultKind? kind, int place) =>
        AssertFault(Mic.Examine(text), kind, place);

    [Theory]
    [InlineData("USABA", "021000021", null, 0)]
    [InlineData("USABA", "021000022", IdentifierFaultKind.CheckDigits, 9)]
    [InlineData("USABA", "02100002", IdentifierFaultKind.Length, 0)]
    [InlineData("GBDSC", "601613", null, 0)]
    [InlineData("GBDSC", "60-16-1", IdentifierFaultKind.Length, 0)]
    [InlineData("GBDSC", "60161x", IdentifierFaultKind.Character, 6)]
    [InlineData("INFSC", "HDFC0000001", null, 0)]
    [InlineData("INFSC", "hdfc0000001", IdentifierFaultKind.Character, 1)]
    [InlineData("CNAPS", "102100099996", null, 0)]
    [InlineData("CNAPS", "10210009999", IdentifierFaultKind.Length, 0)]
    [InlineData("JPZGN", "0001-001", null, 0)]
    [InlineData("JPZGN", "", IdentifierFaultKind.Length, 0)]
    [InlineData("NOPE", "1", IdentifierFaultKind.Country, 0)]
    public void A_clearing_member_is_numbered_as_its_system_says(
        string system,
        string number,
        IdentifierFaultKind? kind,
        int place
    )
    {
        var isMember = ClearingMember.TryParse(system, number, out var member, out var refusal);

        AssertFault(refusal?.Fault, kind, place);
        Assert.Equal(kind is null, isMember);
        Assert.Equal(isMember ? $"{system} {number}" : null, member?.ToString());
    }

    [Fact]
    public void A_clearing_system_whose_numbers_are_not_known_says_so()
    {
        Assert.True(ClearingMember.TryParse("JPZGN", "0001001", out var japan, out _));
        Assert.True(ClearingMember.TryParse("GBDSC", "601613", out var britain, out _));

        Assert.False(japan.HasKnownForm);
        Assert.True(britain.HasKnownForm);
    }

    [Fact]
    public void The_parts_of_an_identifier_can_be_read()
    {
        Assert.Equal(
            ("COMY", "AE", "COMYAEAD", "XXX"),
            (
                Bic.From("COMYAEAD").PartyPrefix,
                Bic.From("COMYAEAD").CountryCode,
                Bic.From("COMYAEADDXB").BusinessParty,
                Bic.From("COMYAEAD").Branch
            )
        );
        Assert.True(Bic.From("COMYAEAD").IsSameParty(Bic.From("COMYAEADDXB")));
        Assert.False(Bic.From("COMYAEAD").IsSameParty(Bic.From("COMYTHBK")));
        Assert.True(Bic.From("COMYAEADXXX").IsHeadOffice);
        Assert.False(Bic.From("COMYAEADDXB").IsHeadOffice);
        Assert.True(Bic.From("COMYAEA0").IsTestAndTraining);
        Assert.False(Bic.From("COMYAEAD").IsTestAndTraining);
        Assert.True(Bic.From("COMYAEA1").IsMarkedNotConnected);
        Assert.Equal("5493", Lei.From("5493001KJTIIGC8Y1R12").Issuer);
        Assert.Equal(("US", "037833100"), (Isin.From("US0378331005").Prefix, Isin.From("US0378331005").NationalNumber));
        var reference = Uetr.New();
        Assert.Equal(reference, Uetr.From(reference.ToGuid()));
        Assert.NotEqual(reference, Uetr.New());
    }

    [Fact]
    public void A_wrong_identifier_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => Lei.From("5493001KJTIIGC8Y1R13"));
        Assert.Throws<ArgumentException>(() => Iban.From("GB83WEST12345698765432"));
        Assert.Throws<ArgumentException>(() => Bic.From("COMY"));
        Assert.Throws<ArgumentException>(() => Uetr.From(Guid.Empty));
        Assert.False(Lei.Check("x").TryGet(out _, out var refusal));
        Assert.Equal(("Lei", "x", "a length of 20 characters (not 1)"), (refusal.Type, refusal.Found, refusal.Allowed));
        Assert.True(Lei.Check("5493001KJTIIGC8Y1R12").TryGet(out var lei));
        Assert.Equal("5493001KJTIIGC8Y1R12", lei.Value);
    }

    private static void AssertFault(IdentifierFault? fault, IdentifierFaultKind? kind, int position) =>
        Assert.Equal(kind is null ? null : new IdentifierFault(kind.Value, position), fault);
}
