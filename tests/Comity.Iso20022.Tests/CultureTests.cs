using System.Text;
using Comity.Iso20022.Bridging;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

/// <summary>Messages, findings and refusals are the same in every country.</summary>
public sealed class CultureTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    public static TheoryData<string> Cultures => ForeignCulture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Messages_are_read_checked_and_written_the_same(string culture) =>
        ForeignCulture.AssertSame(culture, static () => string.Join('\n', Repository.OwnSamples.Select(Whole)));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Messages_are_made_and_converted_the_same(string culture) =>
        ForeignCulture.AssertSame(
            culture,
            static () =>
                string.Join(
                    '\n',
                    SupportedMessages.All.Select(type => MessageGenerator.SchemaValid(type, 7)).Select(Converted)
                )
        );

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Refusals_of_values_are_the_same(string culture) =>
        ForeignCulture.AssertSame(
            culture,
            static () =>
            {
                Assert.False(Iban.TryParse("GB83WEST12345698765432", out _, out var refusal));
                return $"{refusal} {Currencies.Check(10.5m, "JPY", Day)} {Currencies.Check(1m, "DEM", Day)}";
            }
        );

    private static string Whole(string sample)
    {
        var text = File.ReadAllBytes(sample);
        var message = RoundTripTests.Read(text);
        var made = new StringBuilder(Text(MessageWriter.ToBytes(message)));
        made.AppendJoin('\n', new RuleChecker(RuleBook.CbprPlus).Check(message, text, Day));
        using var wrong = new MemoryStream(
            Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(text).Replace("2026-11", "2026-13", StringComparison.Ordinal)
            )
        );
        return made.AppendJoin('\n', MessageReader.FindFailures(wrong)).ToString();
    }

    private static string Converted(Message message)
    {
        var made = new StringBuilder(Text(MessageWriter.ToBytes(message)));
        foreach (var (_, target) in VersionBridge.Pairs.Where(pair => pair.From == message.Type))
        {
            made.AppendJoin('\n', VersionBridge.Convert(message, target).Unheld);
        }

        return made.ToString();
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
