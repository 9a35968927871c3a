using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests.Hostile;

/// <summary>
/// A hundred megabytes where a message should be: refused by every reader, from a stream and from memory, with what was taken and what was
/// allocated counted. Nothing here is timed: what takes few bytes and little memory is fast.
/// </summary>
public sealed class SizeTests
{
    private const long Size = 100_000_000;

    // A text is given up at a mebibyte. What XML allows no bound to be put on, as a name, goes on to the limit of all bytes.
    private const long EndOfText = 2 << 20;
    private const long EndOfBytes = 5 << 20;
    private const string Start = "<Document xmlns=\"" + Prefix + "pacs.002.001.10\"><FIToFIPmtStsRpt>";

    private static readonly ReadLimits Limits = new() { MaxBytes = 4 << 20 };

    public static TheoryData<string, char, ReadFailureKind, long> Floods { get; } =
        new()
        {
            { Start + "<GrpHdr><MsgId>", 'A', ReadFailureKind.TextTooLong, EndOfText },
            { Start + "<GrpHdr><MsgId><![CDATA[", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "<Envelope>", 'A', ReadFailureKind.TextTooLong, EndOfText },
            { Start + "<GrpHdr>", ' ', ReadFailureKind.TextTooLong, EndOfText },
            { Start + "<GrpHdr MsgId=\"", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "<Envelope name=\"", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "<", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { Start + "<", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "<!--", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { Start + "<!--", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "<?do ", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { Start + "<GrpHdr><MsgId>&", 'A', ReadFailureKind.TooLarge, EndOfBytes },
            { "", ' ', ReadFailureKind.TooLarge, EndOfBytes },
            { "", 'A', ReadFailureKind.NotWellFormed, EndOfText },
            { "", '<', ReadFailureKind.NotWellFormed, EndOfText },
            { "<!DOCTYPE ", 'A', ReadFailureKind.DocumentTypeForbidden, EndOfText },
        };

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_from_a_stream_is_refused_early_and_in_little_memory(
        string beginning,
        char filler,
        ReadFailureKind kind,
        long most
    )
    {
        foreach (var way in Way.All)
        {
            using var stream = new CountingStream(beginning, filler, Size);
            var (failure, allocated) = Measured(() => way.Failure(stream, Limits));

            Assert.True(failure?.Kind == kind, $"{way}: {failure}");
            Assert.True(stream.Given <= most, $"{way} took {stream.Given} bytes.");
            // UTF-16, and a buffer that doubles while it grows: four times the text, eight while it is copied.
            Assert.True(allocated <= 8 * most, $"{way} allocated {allocated} bytes.");
        }
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_in_memory_is_refused_in_little_more(
        string beginning,
        char filler,
        ReadFailureKind kind,
        long most
    )
    {
        var text = new byte[Size];
        text.AsSpan().Fill((byte)filler);
        Bytes(beginning).CopyTo(text, 0);

        var (failure, allocated) = Measured(() => (MessageReader.Read(text, Limits) as ReadResult.Refused)?.Failure);

        Assert.True(failure?.Kind == kind, $"{failure}");
        Assert.True(allocated <= 8 * most, $"{allocated} bytes were allocated.");
    }

    [Theory]
    [InlineData("", "<a>")]
    [InlineData(Start, "<a>")]
    [InlineData(Start + "<GrpHdr><MsgId>", "<MsgId>")]
    [InlineData(Start + "<SplmtryData><Envlp>", "<a xmlns='urn:u'>")]
    [InlineData(Start + "<SplmtryData><Envlp>", "<a:b xmlns:a='urn:u'>")]
    [InlineData("<Envelope><Document xmlns='urn:other'>", "<Document xmlns='urn:other'>")]
    public void A_million_levels_are_refused_at_once(string beginning, string level)
    {
        foreach (var way in Way.All)
        {
            using var stream = new RepeatingStream(beginning, level, 1_000_000, "");
            var (failure, allocated) = Measured(() => way.Failure(stream, ReadLimits.Default));

            Assert.NotNull(failure);
            Assert.True(stream.Given <= 1 << 20, $"{way} took {stream.Given} bytes.");
            Assert.True(allocated <= 2 << 20, $"{way} allocated {allocated} bytes.");
        }
    }

    [Fact]
    public void Many_small_elements_are_no_way_around_the_limit_of_bytes()
    {
        using var stream = new RepeatingStream(Start, "<TxInfAndSts/>", 10_000_000, "");

        var failure = Assert.IsType<ReadResult.Refused>(MessageReader.Read(stream, Limits)).Failure;

        Assert.Equal(ReadFailureKind.UnexpectedElement, failure.Kind);
        Assert.InRange(stream.Given, 0, 1 << 20);
        using var all = new RepeatingStream(Start, "<TxInfAndSts/>", 10_000_000, "");
        Assert.Equal(
            [ReadFailureKind.UnexpectedElement, ReadFailureKind.TooLarge],
            MessageReader.FindFailures(all, most: 7, Limits).Select(f => f.Kind)
        );
        Assert.InRange(all.Given, 0, EndOfBytes);
    }

    private static (ReadFailure? Failure, long Allocated) Measured(Func<ReadFailure?> read)
    {
        // Once before, for what the first reading makes and keeps.
        _ = MessageReader.Read(Bytes(With(">M<", ">&#77;<")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        return (read(), GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
