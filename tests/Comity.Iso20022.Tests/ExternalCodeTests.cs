using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Tests;

public sealed class ExternalCodeTests
{
    [Fact]
    public void A_code_is_found_with_its_definition()
    {
        Assert.True(ExternalCodes.StatusReason.TryGet("AC04", out var code));

        Assert.Equal(
            new ExternalCode("AC04", "Account number specified has been closed on the bank of account's books."),
            code
        );
    }

    [Fact]
    public void A_code_of_another_set_or_in_small_letters_is_not_found()
    {
        Assert.False(ExternalCodes.Purpose.TryGet("AC04", out _));
        Assert.False(ExternalCodes.StatusReason.Contains("ac04"));
    }

    [Theory]
    [InlineData("ExternalStatusReason1Code", "AM04")]
    [InlineData("ExternalReturnReason1Code", "FOCR")]
    [InlineData("ExternalCancellationReason1Code", "DUPL")]
    [InlineData("ExternalPurpose1Code", "GDDS")]
    [InlineData("ExternalCategoryPurpose1Code", "SUPP")]
    [InlineData("ExternalPaymentTransactionStatus1Code", "ACSC")]
    [InlineData("ExternalPaymentCancellationRejection1Code", "LEGL")]
    public void Each_set_holds_the_codes_that_payments_use(string name, string code) =>
        Assert.True(ExternalCodes.All.Single(s => s.Name == name).Contains(code));

    [Fact]
    public void Every_code_has_a_definition() =>
        Assert.All(ExternalCodes.All.SelectMany(s => s.Codes), c => Assert.NotEmpty(c.Definition));
}
