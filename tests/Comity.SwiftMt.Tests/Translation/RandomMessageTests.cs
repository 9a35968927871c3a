using Comity.Iso20022.Reading;
using Comity.Iso20022.Writing;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Translation;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests.Translation;

/// <summary>Random messages come back from bytes and from ISO 20022 as they were, or something is said.</summary>
public sealed class RandomMessageTests
{
    private const int Messages = 1500;

    [Fact]
    public void They_come_back_as_they_were()
    {
        var seed = Environment.GetEnvironmentVariable("COMITY_SEED") is { } given
            ? int.Parse(given)
            : Random.Shared.Next();
        var source = new MessageSource(seed);
        for (var i = 0; i < Messages; i++)
        {
            var text = source.Next();
            var where = $"COMITY_SEED={seed}, message {i}:\n{text}";

            Assert.True(MtReader.Read(text).TryGet(out var message, out var refusal), $"{refusal}\n{where}");
            Assert.Equal(text, MtWriter.ToText(message));

            var there = MtTranslator.ToIso20022(message);
            Assert.True(there.TryGet(out var iso), string.Join('\n', there.Remarks) + where);
            Assert.True(there.Remarks.Count == 0, string.Join('\n', there.Remarks) + where);

            var bytes = MessageWriter.ToBytes(iso.Document, iso.Header);
            Assert.True(MessageReader.Read(bytes).TryGet(out var read, out var failure), $"{failure}\n{where}");
            Assert.True(iso.Equals(read with { Envelope = null }), where);

            var back = MtTranslator.ToMt(read);
            Assert.True(back.TryGet(out var mt), string.Join('\n', back.Remarks) + where);
            Assert.True(back.Remarks.Count == 0, string.Join('\n', back.Remarks) + where);
            var again = MtWriter.ToText(mt);
            Assert.True(
                text[text.IndexOf("{4:", StringComparison.Ordinal)..]
                    == again[again.IndexOf("{4:", StringComparison.Ordinal)..],
                $"{where}\n{again}"
            );
        }
    }
}
