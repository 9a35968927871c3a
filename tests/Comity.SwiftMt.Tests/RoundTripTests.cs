using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Reading;
using Comity.SwiftMt.Tests.Support;
using Comity.SwiftMt.Writing;

namespace Comity.SwiftMt.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<string> AllSamples => new(Samples.Names);

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void A_sample_is_written_as_it_was_read_to_the_byte(string name)
    {
        var text = Samples.Text(name);

        Assert.True(MtReader.Read(text).TryGet(out var message, out var refusal), refusal?.ToString());

        Assert.Equal(text, MtWriter.ToText(message));
        Assert.True(MtReader.Read(MtWriter.ToText(message)).TryGet(out var again, out _));
        Assert.Equal(message, again);
        Assert.Equal(message.GetHashCode(), again.GetHashCode());
    }

    [Fact]
    public void The_samples_cover_every_message_and_variant()
    {
        var covered = Samples
            .Names.Select(name => Read(Samples.Text(name)).Name)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "MT 103",
                "MT 103 REMIT",
                "MT 103 STP",
                "MT 199",
                "MT 202",
                "MT 202 COV",
                "MT 900",
                "MT 910",
                "MT 940",
                "MT 950",
            ],
            covered
        );
    }

    internal static MtMessage Read(string text)
    {
        Assert.True(MtReader.Read(text).TryGet(out var message, out var refusal), refusal?.ToString());
        return message;
    }
}
