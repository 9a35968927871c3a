using System.Globalization;
using System.Text;
using Comity.Iso20022.Writing;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests;

/// <summary>Dates and amounts are read and written in the same way in every country.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Cultures => ForeignCulture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Messages_and_translations_do_not_follow_the_culture(string culture) =>
        ForeignCulture.AssertSame(culture, static () => string.Join('\n', Samples.Names.Select(ThereAndBack)));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Refusals_do_not_follow_the_culture(string culture) =>
        ForeignCulture.AssertSame(
            culture,
            static () =>
            {
                var wrong = Assert.Throws<Text.FieldException>(() => new CurrencyAmount("JPY", 10.5m)).Message;
                var early = Assert.Throws<Text.FieldException>(() =>
                    new ValueDateAmount(new DateOnly(1979, 12, 31), "EUR", 1m)
                );
                return wrong + early.Message;
            }
        );

    private static string ThereAndBack(string sample)
    {
        var text = Samples.Text(sample);
        if (!MtReader.Read(text).TryGet(out var message, out var refusal))
        {
            return refusal.ToString();
        }

        var made = new StringBuilder(MtWriter.ToText(message));
        var there = MtTranslator.ToIso20022(message);
        made.AppendJoin('\n', there.Remarks);
        if (there.TryGet(out var iso))
        {
            made.Append(Encoding.UTF8.GetString(MessageWriter.ToBytes(iso)));
            var back = MtTranslator.ToMt(iso);
            made.AppendJoin('\n', back.Remarks).Append(back.TryGet(out var again) ? MtWriter.ToText(again) : "");
        }

        return made.ToString();
    }
}
