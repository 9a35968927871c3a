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
        var seen = new HashSet<ComponentDescription>();
        var open = new Stack<ComponentDescription>([type.Description]);
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var component))
        {
            foreach (var element in component.Elements)
            {
                if (!TagWords.Knows(element.Tag))
                {
                    unknown.Add(element.Tag);
                }

                if (element.Type is ComponentDescription inner && seen.Add(inner))
                {
                    open.Push(inner);
                }
            }
        }

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
