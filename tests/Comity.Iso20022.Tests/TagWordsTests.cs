using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Tests;

public class TagWordsTests
{
    public static TheoryData<string> Messages => [.. SupportedMessages.All.Select(static type => type.Identifier)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_element_of_every_message_has_a_name_in_words(string message)
    {
        Assert.True(SupportedMessages.TryGet(message, out var type));
        var unknown = type.FindElements()
            .Select(static place => place.Element.Tag)
            .Where(static tag => !TagWords.Knows(tag));
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("PstlAdr", "Postal Address")]
    [InlineData("CdtTrfTxInf", "Credit Transfer Transaction Information")]
    [InlineData("IBAN", "IBAN")]
    [InlineData("PrvsInstgAgt1", "Previous Instructing Agent 1")]
    [InlineData("Xyzzy", "Xyzzy")]
    public void A_name_is_put_in_words(string tag, string words) => Assert.Equal(words, TagWords.Of(tag));
}
