using System.Text;
using System.Xml.Linq;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

/// <summary>Each message and version by itself, and the header: written, read, written again, compared by value.</summary>
public sealed class MessageRoundTripTests
{
    private const int Samples = 4;
    private const int MostChanges = 60;

    public static TheoryData<string> Messages { get; } =
        new([.. SupportedMessages.All.Select(static m => m.Identifier), "head.001.001.02"]);

    [Theory]
    [MemberData(nameof(Messages))]
    public void It_is_written_as_it_was_read_and_equal_to_itself(string identifier)
    {
        for (var seed = 0; seed < Samples; seed++)
        {
            var given = Sample(identifier, seed);
            Assert.Null(FrameworkJudge.Fault(given));

            var message = RoundTripTests.Read(given);
            var written = MessageWriter.ToBytes(message.Document, message.Header);

            Assert.Null(FrameworkJudge.Fault(written));
            Assert.Equal(Canonical.Of(given), Canonical.Of(written));
            var again = RoundTripTests.Read(written);
            Assert.Equal(message.Document, again.Document);
            Assert.Equal(message.Document.GetHashCode(), again.Document.GetHashCode());
            Assert.Equal(message.Header, again.Header);
            Assert.Equal(message.Header?.GetHashCode(), again.Header?.GetHashCode());
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void It_is_unequal_as_soon_as_one_value_is_another(string identifier)
    {
        var tag = identifier.StartsWith("head", StringComparison.Ordinal) ? "AppHdr" : "Document";
        var given = Sample(identifier, seed: 0);
        var message = RoundTripTests.Read(given);
        var leaves = Leaves(Load(given), tag).Count;
        var changed = 0;
        for (var leaf = 0; leaf < leaves && changed < MostChanges; leaf++)
        {
            if (Changed(given, tag, leaf) is { } other)
            {
                changed++;
                Assert.False(
                    other == message,
                    $"a change of {Leaves(Load(given), tag)[leaf].Name.LocalName} is not seen"
                );
            }
        }

        Assert.InRange(changed, 1, MostChanges);
    }

    // The message with the value of one leaf changed, if a change is found that the schema allows.
    private static BusinessMessage? Changed(byte[] given, string tag, int leaf)
    {
        var old = Leaves(Load(given), tag)[leaf].Value;
        string[] candidates =
        [
            old.Length > 0 ? (old[0] == 'A' ? "B" : "A") + old[1..] : "A",
            old.Length > 0 ? old[..^1] + (old[^1] == '1' ? '2' : '1') : "1",
            old == "true" ? "false" : "true",
            old.Replace("20", "21", StringComparison.Ordinal),
            old + "1",
        ];
        foreach (var candidate in candidates.Where(candidate => candidate != old && !candidate.Any(char.IsSurrogate)))
        {
            var document = Load(given);
            Leaves(document, tag)[leaf].Value = candidate;
            if (MessageReader.Read(Text(document)) is ReadResult.Accepted { Message: var other })
            {
                return other;
            }
        }

        return null;
    }

    // What stands in a foreign element is text of its own.
    private static List<XElement> Leaves(XDocument document, string tag) =>
        [
            .. document
                .Root!.DescendantsAndSelf()
                .Where(part => Canonical.IsPart(part) && part.Name.LocalName == tag)
                .SelectMany(static part =>
                    part.Descendants().Where(e => !e.HasElements && e.Name.Namespace == part.Name.Namespace)
                ),
        ];

    private static byte[] Sample(string identifier, int seed) =>
        SupportedMessages.TryGet(identifier, out var type)
            ? MessageWriter.ToBytes(MessageGenerator.SchemaValid(type, seed, richness: 0.7))
            : GeneratedInstanceTests.Make(message: 0, seed: (2 * seed) + 1);

    private static XDocument Load(byte[] text)
    {
        using var stream = new MemoryStream(text);
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static byte[] Text(XDocument document) =>
        Encoding.UTF8.GetBytes(document.Root!.ToString(SaveOptions.DisableFormatting));
}
