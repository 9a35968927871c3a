using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Tests.Codes;

public sealed class ExternalCodeTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void A_code_is_found_with_its_definition()
    {
        Assert.True(ExternalCodes.StatusReason.TryGet("AC04", out var code));

        Assert.Equal(
            new ExternalCode("AC04", "Account number specified has been closed on the bank of account's books."),
            code
        );
        Assert.Equal(new CodeAnswer.Valid(code), ExternalCodes.Find("ExternalStatusReason1Code", "AC04", Today));
    }

    [Fact]
    public void A_code_of_another_set_or_in_small_letters_is_not_found()
    {
        Assert.False(ExternalCodes.Purpose.TryGet("AC04", out _));
        Assert.False(ExternalCodes.StatusReason.Contains("ac04"));
        Assert.Equal(
            new CodeAnswer.Unknown(ExternalCodes.Purpose, "AC04"),
            ExternalCodes.Find("ExternalPurpose1Code", "AC04", Today)
        );
        Assert.Equal(new CodeAnswer.UnknownSet("Purpose"), ExternalCodes.Find("Purpose", "AC04", Today));
    }

    [Theory]
    [InlineData("ExternalStatusReason1Code", "AM04")]
    [InlineData("ExternalReturnReason1Code", "FOCR")]
    [InlineData("ExternalCancellationReason1Code", "DUPL")]
    [InlineData("ExternalPurpose1Code", "GDDS")]
    [InlineData("ExternalCategoryPurpose1Code", "SUPP")]
    [InlineData("ExternalPaymentTransactionStatus1Code", "ACSC")]
    [InlineData("ExternalPaymentCancellationRejection1Code", "LEGL")]
    [InlineData("ExternalPaymentGroupStatus1Code", "ACTC")]
    [InlineData("ExternalClearingSystemIdentification1Code", "USABA")]
    [InlineData("ExternalCashClearingSystem1Code", "TGT")]
    [InlineData("ExternalServiceLevel1Code", "G001")]
    [InlineData("ExternalLocalInstrument1Code", "CORE")]
    [InlineData("ExternalProxyAccountType1Code", "TELE")]
    [InlineData("ExternalDocumentType1Code", "CINV")]
    public void Each_set_holds_the_codes_that_payments_use(string name, string code) =>
        Assert.True(ExternalCodes.All.Single(s => s.Name == name).Contains(code));

    [Fact]
    public void Every_set_and_every_code_says_what_it_means()
    {
        Assert.Equal(20, ExternalCodes.All.Count);
        Assert.All(ExternalCodes.All, static s => Assert.NotEmpty(s.Description));
        Assert.All(ExternalCodes.All.SelectMany(static s => s.Codes), static c => Assert.NotEmpty(c.Definition));
    }

    [Theory]
    [InlineData("2025-12-31", typeof(CodeAnswer.NotYetValid))]
    [InlineData("2026-01-01", typeof(CodeAnswer.Valid))]
    [InlineData("2026-06-29", typeof(CodeAnswer.Valid))]
    [InlineData("2026-06-30", typeof(CodeAnswer.Expired))]
    public void A_code_is_valid_from_its_first_edition_to_the_one_that_drops_it(string day, Type answer)
    {
        var set = new ExternalCodeSet(
            "Set1Code",
            "A set.",
            [new ExternalCode("ABCD", "A code.", new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 30))]
        );

        Assert.IsType(answer, set.Find("ABCD", DateOnly.Parse(day)));
        Assert.True(set.TryGet("ABCD", out _));
        Assert.False(set.Contains("ABCD"));
    }
}
