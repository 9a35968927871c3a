using System.Text;
using Comity.Iso20022;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>Every sample to ISO 20022 and back; what comes out of it is kept in the Golden folder.</summary>
public sealed class SampleTranslationTests
{
    // What the rules leave untranslated, and the code for it.
    private static readonly Dictionary<string, string> Stopped = new() { ["mt199-gpi"] = "T20089" };

    public static TheoryData<string> AllSamples => new(Samples.Names);

    public static TheoryData<string> Translatable => new(Samples.Names.Where(name => !Stopped.ContainsKey(name)));

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void A_sample_and_its_remarks_are_as_kept(string name)
    {
        var there = MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text(name)), Options(name));
        var kept = new StringBuilder();
        if (there.TryGet(out var message))
        {
            kept.Append(Encoding.UTF8.GetString(Bytes(message))).Append('\n');
        }

        Add(kept, "to ISO 20022", there.Remarks);
        if (message is not null)
        {
            var back = MtTranslator.ToMt(message, Options(name));
            if (back.TryGet(out var mt))
            {
                kept.Append('\n').Append(MtWriter.ToText(mt).ReplaceLineEndings("\n")).Append('\n');
            }

            Add(kept, "to MT", back.Remarks);
        }

        GoldenFile.AssertSame($"tests/Comity.SwiftMt.Tests/Golden/{name}.txt", kept.ToString());
    }

    [Theory]
    [MemberData(nameof(Translatable))]
    public void The_translation_of_a_sample_is_valid_by_its_schema(string name)
    {
        var message = ToIso(name);

        Assert.True(MessageReader.Read(Bytes(message)).TryGet(out var again, out var refusal), refusal?.ToString());
        Assert.Equal(message, again with { Envelope = null });
    }

    [Theory]
    [InlineData("mt103-core")]
    [InlineData("mt103-charges")]
    [InlineData("mt103-cover-method")]
    [InlineData("mt103-return")]
    [InlineData("mt202-core")]
    [InlineData("mt202-cov")]
    [InlineData("mt202-return")]
    [InlineData("mt199-reject")]
    [InlineData("mt900")]
    [InlineData("mt910")]
    [InlineData("mt940-short")]
    public void A_canonical_sample_comes_back_as_it_was(string name)
    {
        var back = MtTranslator.ToMt(ToIso(name), Options(name));

        Assert.True(back.TryGet(out var mt), string.Join('\n', back.Remarks));
        Assert.Equal(Block4(Samples.Text(name)), Block4(MtWriter.ToText(mt)));
    }

    // Pages are counted in ISO 20022.
    [Fact]
    public void A_statement_without_a_page_comes_back_with_the_first()
    {
        var back = MtTranslator.ToMt(ToIso("mt950"), Options("mt950"));

        Assert.True(back.TryGet(out var mt), string.Join('\n', back.Remarks));
        Assert.Equal(
            Block4(Samples.Text("mt950")).Replace(":28C:102\r\n", ":28C:102/1\r\n", StringComparison.Ordinal),
            Block4(MtWriter.ToText(mt))
        );
    }

    [Fact]
    public void What_has_no_published_translation_stops_with_its_code() =>
        Assert.All(
            Stopped,
            stopped =>
            {
                var translation = MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text(stopped.Key)));
                Assert.False(translation.TryGet(out _));
                Assert.Equal(
                    (stopped.Value, TranslationEffect.Stopped),
                    (translation.Remarks[^1].Code, translation.Remarks[^1].Effect)
                );
            }
        );

    private static BusinessMessage ToIso(string name)
    {
        var translation = MtTranslator.ToIso20022(RoundTripTests.Read(Samples.Text(name)), Options(name));
        Assert.True(translation.TryGet(out var message), string.Join('\n', translation.Remarks));
        return message;
    }

    private static byte[] Bytes(BusinessMessage message) => MessageWriter.ToBytes(message.Document, message.Header);

    private static string Block4(string text) => text[text.IndexOf("{4:", StringComparison.Ordinal)..];

    private static TranslationOptions Options(string name) => new() { StatementForInstitutions = name == "mt950" };

    private static void Add(StringBuilder kept, string direction, IEnumerable<TranslationRemark> remarks)
    {
        kept.Append($"\n{direction}:\n");
        foreach (var remark in remarks)
        {
            kept.Append($"  {remark}\n");
        }
    }
}
