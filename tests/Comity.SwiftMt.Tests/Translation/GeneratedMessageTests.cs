using Comity.Iso20022;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Rules;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>
/// Messages from the ISO 20022 library's generator, with anything in any element: each becomes a valid MT, or stops with a reason.
/// </summary>
public sealed class GeneratedMessageTests
{
    private const int Messages = 300;

    [Theory]
    [InlineData("pacs.008.001.08 core", 60)]
    [InlineData("pacs.009.001.08 core", 60)]
    [InlineData("pacs.009.001.08 COV", 60)]
    [InlineData("pacs.004.001.09", 0)]
    [InlineData("pacs.002.001.10", 0)]
    [InlineData("camt.053.001.08", 0)]
    [InlineData("camt.054.001.08", 0)]
    public void A_message_that_follows_cbpr_is_translated_into_something_valid_or_stops(string use, int leastTranslated)
    {
        var usage = RuleBook.CbprPlus.Usages.Single(one => one.Name == use);
        var rules = RuleSet.Of(usage, new DateOnly(2026, 11, 25), RuleBook.CbprPlus);
        var translated = Run(seed => MessageGenerator.Valid(rules, seed), use);
        Assert.True(translated >= leastTranslated, $"{translated} of {Messages} were translated.");
    }

    [Theory]
    [InlineData("pacs.008.001.08")]
    [InlineData("pacs.009.001.08")]
    [InlineData("pacs.004.001.09")]
    [InlineData("camt.053.001.08")]
    [InlineData("camt.054.001.08")]
    public void So_is_one_that_follows_its_schema_alone(string name)
    {
        Assert.True(SupportedMessages.TryGet(name, out var type));
        Run(seed => new BusinessMessage(MessageGenerator.SchemaValid(type, seed)), name);
    }

    private static int Run(Func<int, BusinessMessage> make, string what)
    {
        var seed = Environment.GetEnvironmentVariable("COMITY_SEED") is { } given
            ? int.Parse(given)
            : Random.Shared.Next(1_000_000_000);
        var translated = 0;
        for (var i = 0; i < Messages; i++)
        {
            var isTranslated = false;
            var failure = Record.Exception(() => isTranslated = IsTranslated(make(seed + i)));
            Assert.True(failure is null, $"{what}, COMITY_SEED={seed + i}: {failure}");
            translated += isTranslated ? 1 : 0;
        }

        return translated;
    }

    private static bool IsTranslated(BusinessMessage message)
    {
        var translation = MtTranslator.ToMt(message);
        if (!translation.TryGet(out var mt))
        {
            Assert.Equal(TranslationEffect.Stopped, translation.Remarks[^1].Effect);
            return false;
        }

        var written = MtWriter.ToText(mt);
        Assert.True(MtReader.Read(written).TryGet(out var again, out var refusal), $"{refusal}\n{written}");
        Assert.Equal(mt, again);
        return true;
    }
}
