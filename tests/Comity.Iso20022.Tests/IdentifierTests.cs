using Comity.Iso20022.Identifiers;
using CsCheck;

namespace Comity.Iso20022.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("5493001KJTIIGC8Y1R12", true)]
    [InlineData("213800WSGIIZCXF1P572", true)]
    [InlineData("5493001KJTIIGC8Y1R13", false)]
    [InlineData("5493001kjtiigc8y1r12", false)]
    [InlineData("5493001KJTIIGC8Y1R1", false)]
    [InlineData("5493001KJTIIGC8Y1RA2", false)]
    [InlineData("", false)]
    public void An_lei_has_twenty_characters_and_right_check_digits(string text, bool valid) =>
        Assert.Equal(valid, Lei.Check(text).TryGet(out _));

    [Theory]
    [InlineData("GB82WEST12345698765432", true)]
    [InlineData("AE070331234567890123456", true)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("NO9386011117947", true)]
    [InlineData("GB82 WEST 1234 5698 7654 32", false)]
    [InlineData("GB83WEST12345698765432", false)]
    [InlineData("gb82west12345698765432", false)]
    [InlineData("GB8", false)]
    public void An_iban_has_right_check_digits_and_no_spaces(string text, bool valid) =>
        Assert.Equal(valid, Iban.Check(text).TryGet(out _));

    [Theory]
    [InlineData("COMYAEAD", true)]
    [InlineData("COMYAEADXXX", true)]
    [InlineData("1234AEADXXX", true)]
    [InlineData("COMYAEADXX", false)]
    [InlineData("COMY1EAD", false)]
    [InlineData("comyaead", false)]
    public void A_bic_has_eight_or_eleven_characters(string text, bool valid) =>
        Assert.Equal(valid, Bic.Check(text).TryGet(out _));

    [Theory]
    [InlineData("6a1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b", true)]
    [InlineData("6A1F2C3D-4B5E-4F60-8A7B-9C0D1E2F3A4B", false)]
    [InlineData("6a1f2c3d-4b5e-1f60-8a7b-9c0d1e2f3a4b", false)]
    [InlineData("6a1f2c3d-4b5e-4f60-ca7b-9c0d1e2f3a4b", false)]
    [InlineData("6a1f2c3d4b5e4f608a7b9c0d1e2f3a4b", false)]
    public void A_uetr_is_a_version_4_uuid_in_small_letters(string text, bool valid) =>
        Assert.Equal(valid, Uetr.Check(text).TryGet(out _));

    [Fact]
    public void Any_one_wrong_digit_is_caught_by_the_check_digits() =>
        Gen.Select(Gen.Int[8, 21], Gen.Char["0123456789"])
            .Sample(
                (at, digit) =>
                {
                    const string right = "GB82WEST12345698765432";
                    var changed = right[..at] + digit + right[(at + 1)..];
                    Assert.Equal(changed == right, Iban.Check(changed).TryGet(out _));
                }
            );

    [Fact]
    public void The_parts_of_an_identifier_can_be_read()
    {
        Assert.Equal(
            ("AE", "COMYAEAD", "XXX"),
            (Bic.From("COMYAEAD").CountryCode, Bic.From("COMYAEADDXB").BusinessParty, Bic.From("COMYAEAD").Branch)
        );
        Assert.True(Bic.From("COMYAEAD").IsSameParty(Bic.From("COMYAEADDXB")));
        Assert.False(Bic.From("COMYAEAD").IsSameParty(Bic.From("COMYTHBK")));
        Assert.Equal(
            ("GB", "WEST12345698765432"),
            (
                Iban.From("GB82WEST12345698765432").CountryCode,
                Iban.From("GB82WEST12345698765432").BasicBankAccountNumber
            )
        );
        Assert.Equal("5493", Lei.From("5493001KJTIIGC8Y1R12").Issuer);
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
        Assert.Equal(("Lei", "x"), (refusal.Type, refusal.Found));
    }
}
