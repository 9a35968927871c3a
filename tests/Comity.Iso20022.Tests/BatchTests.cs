using System.Text;
using Comity.Iso20022.Components;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests;

/// <summary>Files of many messages, and messages of many transactions.</summary>
public sealed class BatchTests
{
    private const string Pair = "<Message>" + Header + Document + "</Message>";

    [Fact]
    public void Each_message_of_a_batch_comes_with_its_own_header()
    {
        var results = Read("<Batch>" + Pair + Header + Document + Document + "</Batch>");

        Assert.Equal([true, true, false], results.Select(r => Accepted(r).Header is not null));
        Assert.All(results, r => Assert.Equal("Batch", Accepted(r).Envelope?.Name));
    }

    [Theory]
    [InlineData("<MsgId>M</MsgId>", "<MsgId></MsgId>", ReadFailureKind.InvalidValue)]
    [InlineData("<MsgId>M</MsgId>", "", ReadFailureKind.UnexpectedElement)]
    [InlineData("<CreDtTm>2026-11-02T08:00:00Z</CreDtTm>", "", ReadFailureKind.MissingElement)]
    [InlineData("Ccy=\"AED\"", "Ccy=\"aed\"", ReadFailureKind.InvalidAttribute)]
    [InlineData("<GrpHdr>", "<GrpHdr>stray", ReadFailureKind.UnexpectedText)]
    [InlineData("<FinInstnId/>", "<Nonsense><a><b/></a></Nonsense>", ReadFailureKind.UnexpectedElement)]
    [InlineData("pacs.002.001.10", "pacs.002.001.99", ReadFailureKind.UnsupportedMessage)]
    public void A_message_that_is_refused_does_not_hold_up_the_next(string part, string wrong, ReadFailureKind kind)
    {
        var results = Read("<Batch>" + Pair + "<Message>" + With(part, wrong) + "</Message>" + Pair + "</Batch>");

        Assert.Equal([true, false, true], results.Select(r => r is ReadResult.Accepted));
        Assert.Equal(kind, Assert.IsType<ReadResult.Refused>(results[1]).Failure.Kind);
    }

    [Fact]
    public void A_header_without_a_document_is_refused_and_the_next_message_read()
    {
        var results = Read("<Batch><Message>" + Header + "</Message>" + Pair + "</Batch>");

        Assert.Equal(ReadFailureKind.NoDocument, Assert.IsType<ReadResult.Refused>(results[0]).Failure.Kind);
        Assert.Single(results.Skip(1), r => r is ReadResult.Accepted);
    }

    [Fact]
    public void A_batch_cut_short_ends_with_a_refusal()
    {
        var results = Read("<Batch>" + Pair + Pair[..100]);

        Assert.IsType<ReadResult.Accepted>(results[0]);
        Assert.Equal(ReadFailureKind.NotWellFormed, Assert.IsType<ReadResult.Refused>(results[^1]).Failure.Kind);
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public void A_batch_of_any_size_takes_no_more_memory_than_one_message()
    {
        using var stream = new RepeatingStream("<Batch>", Pair, 70_000, "</Batch>");
        var count = 0;
        var earlier = new List<WeakReference>();
        foreach (var result in BatchReader.Read(stream))
        {
            Assert.IsType<ReadResult.Accepted>(result);
            if (++count % 1_000 == 0)
            {
                earlier.Add(new WeakReference(result));
            }

            AssertForgotten(earlier, count);
        }

        Assert.Equal(70_000, count);
        Assert.InRange(stream.Given, ReadLimits.Default.MaxBytes + 1, long.MaxValue);
    }

    [Fact]
    public void A_message_of_any_size_is_read_part_by_part()
    {
        const string transaction = "<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId></TxInfAndSts>";
        var at = Document.IndexOf("<TxInfAndSts>", StringComparison.Ordinal);
        using var stream = new RepeatingStream(Document[..at], transaction, 600_000, "</FIToFIPmtStsRpt></Document>");
        var count = 0;
        var earlier = new List<WeakReference>();
        foreach (var result in PartReader.Read(stream))
        {
            var part = Assert.IsType<PartResult.Part>(result);
            Assert.True(count > 0 ? part.Content is PaymentTransaction110 : part.Content is GroupHeader91);
            if (++count % 10_000 == 0)
            {
                earlier.Add(new WeakReference(result));
            }

            AssertForgotten(earlier, count);
        }

        Assert.Equal(600_001, count);
        Assert.InRange(stream.Given, ReadLimits.Default.MaxBytes + 1, long.MaxValue);
    }

    [Fact]
    public void Parts_of_an_enveloped_message_come_with_its_header_and_hold_what_the_whole_holds()
    {
        var text = "<Any>" + Header + Document + "</Any>";
        var parts = Parts(text).Cast<PartResult.Part>().ToList();
        var whole = ((Pacs00200110)RoundTripTests.Read(Bytes(text)).Document).FIToFIPmtStsRpt;

        Assert.Equal([whole.GrpHdr, whole.TxInfAndSts[0]], parts.Select(p => p.Content));
        Assert.All(parts, p => Assert.Equal("pacs.002.001.10", p.Header?.MsgDefIdr.Value));
    }

    [Fact]
    public void Parts_of_the_second_level_are_the_elements_of_each_group()
    {
        var parts = Parts(Document, 2).Cast<PartResult.Part>().Select(p => p.Element.Tag);

        Assert.Equal(["MsgId", "CreDtTm", "OrgnlEndToEndId", "TxSts", "ChrgsInf"], parts);
    }

    [Theory]
    [InlineData("<CreDtTm>2026-11-02T08:00:00Z</CreDtTm>", "", ReadFailureKind.MissingElement, 0)]
    [InlineData("RJCT", "REJECT", ReadFailureKind.InvalidValue, 1)]
    [InlineData("</TxInfAndSts>", "</TxInfAndSts><GrpHdr/>", ReadFailureKind.UnexpectedElement, 2)]
    [InlineData("</Document>", "", ReadFailureKind.NotWellFormed, 2)]
    public void The_first_fault_ends_the_parts(string part, string wrong, ReadFailureKind kind, int before)
    {
        var results = Parts(With(part, wrong));

        Assert.Equal(before + 1, results.Count);
        Assert.Equal(kind, Assert.IsType<PartResult.Refused>(results[^1]).Failure.Kind);
    }

    [Fact]
    public void A_body_that_ends_too_early_is_refused_at_its_end()
    {
        var results = Parts(
            "<Document xmlns=\"" + Prefix + "pacs.002.001.10\"><FIToFIPmtStsRpt></FIToFIPmtStsRpt></Document>"
        );

        var failure = Assert.IsType<PartResult.Refused>(Assert.Single(results)).Failure;
        Assert.Equal((ReadFailureKind.MissingElement, "GrpHdr"), (failure.Kind, failure.Allowed));
    }

    [Fact]
    public void All_failures_of_a_message_are_found_on_request()
    {
        var text = With("<MsgId>M</MsgId>", "<MsgId></MsgId>")
            .Replace("RJCT", "REJECT", StringComparison.Ordinal)
            .Replace("\"AED\"", "\"aed\" x=\"1\"", StringComparison.Ordinal)
            .Replace("<FinInstnId/>", "<Nonsense><a/></Nonsense>", StringComparison.Ordinal);

        using var stream = new MemoryStream(Bytes(text));
        var found = MessageReader.FindFailures(stream).Select(f => (f.Kind, f.Path[(f.Path.LastIndexOf('/') + 1)..]));

        Assert.Equal(
            [
                (ReadFailureKind.InvalidValue, "MsgId"),
                (ReadFailureKind.InvalidValue, "TxSts"),
                (ReadFailureKind.InvalidAttribute, "Amt"),
                (ReadFailureKind.UnexpectedAttribute, "Amt"),
                (ReadFailureKind.UnexpectedElement, "Nonsense"),
                (ReadFailureKind.MissingElement, "Agt"),
            ],
            found
        );
        stream.Position = 0;
        Assert.Equal(2, MessageReader.FindFailures(stream, most: 2).Count);
    }

    [Fact]
    public void An_element_out_of_order_is_one_failure_and_what_follows_is_still_checked()
    {
        var text = With("<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-02T08:00:00Z</CreDtTm></GrpHdr>", "")
            .Replace("RJCT", "REJECT", StringComparison.Ordinal);

        using var stream = new MemoryStream(Bytes(text));
        var found = MessageReader.FindFailures(stream);

        Assert.Equal([ReadFailureKind.UnexpectedElement, ReadFailureKind.InvalidValue], found.Select(f => f.Kind));
        Assert.Equal("GrpHdr", found[0].Allowed);
    }

    // Of what was given out, nothing is held on to: all that is left is what the loop itself still holds.
    private static void AssertForgotten(List<WeakReference> earlier, int count)
    {
        if (count % 30_000 == 1 && count > 1)
        {
            GC.Collect();
            Assert.InRange(earlier.Count(reference => reference.IsAlive), 0, 2);
        }
    }

    private static List<ReadResult> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. BatchReader.Read(stream)];
    }

    private static List<PartResult> Parts(string text, int levels = 1)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. PartReader.Read(stream, levels)];
    }

    private static BusinessMessage Accepted(ReadResult result) => Assert.IsType<ReadResult.Accepted>(result).Message;
}
