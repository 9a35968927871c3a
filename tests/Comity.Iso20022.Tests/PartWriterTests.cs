using System.Text;
using Comity.Iso20022.Components;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Values;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

/// <summary>Messages that are written part by part.</summary>
public sealed class PartWriterTests
{
    public static TheoryData<string> Messages { get; } = new(SupportedMessages.All.Select(static m => m.Identifier));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_in_parts_is_the_same_text_as_the_whole(string identifier)
    {
        var type = Type(identifier);
        for (var seed = 0; seed < 3; seed++)
        {
            var whole = MessageGenerator.SchemaValid(type, seed, richness: 0.6);
            foreach (var levels in (int[])[1, 2])
            {
                using var stream = new MemoryStream();
                using (var writer = new PartWriter(stream, type))
                {
                    WriteAll(writer, (IComponent)((IComponent)whole)[0]!, levels);
                    // A random message states random totals, and then lacks its end tags.
                    writer.Complete();
                }

                var (written, text) = (Text(stream.ToArray()), Text(MessageWriter.ToBytes(whole)));
                Assert.Equal(text[..Math.Min(text.Length, written.Length)], written);
                Assert.InRange(text.Length - written.Length, 0, 64);
            }
        }
    }

    [Fact]
    public void A_header_and_an_envelope_come_before_it()
    {
        var sample = RoundTripTests.Read(Texts.Bytes("<E>" + Texts.Header + Texts.Document + "</E>"));
        var body = ((Pacs00200110)sample.Document).FIToFIPmtStsRpt;
        using var stream = new MemoryStream();
        using (var writer = new PartWriter(stream, sample.Document.Type, sample.Header, new EnvelopeName("E", "urn:e")))
        {
            writer.Write("GrpHdr", body.GrpHdr);
            writer.Write("TxInfAndSts", body.TxInfAndSts[0]);
            writer.Complete();
        }

        Assert.Equal(
            MessageWriter.ToBytes(sample.Document, sample.Header, new EnvelopeName("E", "urn:e")),
            stream.ToArray()
        );
    }

    [Fact]
    public void What_is_written_until_it_is_complete_is_no_message()
    {
        using var stream = new MemoryStream();
        using (var writer = new PartWriter(stream, Pacs00800108.Definition))
        {
            writer.Write("GrpHdr", Payment().GrpHdr);
            writer.Write("CdtTrfTxInf", Payment().CdtTrfTxInf[0]);
        }

        Assert.Equal(ReadFailureKind.NotWellFormed, Texts.Refusal(stream.ToArray()).Kind);
    }

    [Fact]
    public void What_the_schema_does_not_allow_next_is_not_written()
    {
        using var writer = new PartWriter(Stream.Null, Pacs00800108.Definition);
        var payment = Payment();

        var early = Assert.Throws<ArgumentException>(() => writer.Write("CdtTrfTxInf", payment.CdtTrfTxInf[0]));
        Assert.StartsWith("CdtTrfTxInf is not allowed here; allowed: GrpHdr.", early.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => writer.Write("GrpHdr", payment.CdtTrfTxInf[0]));
        Assert.Throws<ArgumentException>(() => writer.Write("Nonsense", payment.GrpHdr));
        writer.Write("GrpHdr", payment.GrpHdr);
        Assert.Throws<ArgumentException>(() => writer.Write("GrpHdr", payment.GrpHdr));
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
        Assert.Throws<InvalidOperationException>(() => writer.End());
        writer.Write("CdtTrfTxInf", payment.CdtTrfTxInf[0]);
        Assert.IsType<PartWriteResult.Complete>(writer.Complete());
    }

    [Fact]
    public void Values_of_another_type_are_not_written_though_they_look_alike()
    {
        using var writer = new PartWriter(Stream.Null, Pacs00800108.Definition);
        writer.Begin("GrpHdr");
        Assert.Throws<ArgumentException>(() => writer.Write("MsgId", (Max140Text)"M"));
        Assert.Throws<ArgumentException>(() => writer.Write("MsgId", "M"));
        Assert.Throws<ArgumentException>(() => writer.Begin("MsgId"));
        writer.Write("MsgId", (Max35Text)"M");
        var missing = Assert.Throws<InvalidOperationException>(writer.End);
        Assert.Equal("More is needed before the end: CreDtTm.", missing.Message);
    }

    [Fact]
    public void A_part_that_breaks_off_leaves_a_message_that_cannot_be_completed()
    {
        using var writer = new PartWriter(Stream.Null, Pacs00800108.Definition, currencyDecimals: static _ => 0);
        writer.Write("GrpHdr", Payment().GrpHdr);
        var wrong = Payment().CdtTrfTxInf[0] with { IntrBkSttlmAmt = new ActiveCurrencyAndAmount(1.5m, "AED") };

        Assert.Throws<ArgumentException>(() => writer.Write("CdtTrfTxInf", wrong));
        Assert.Throws<InvalidOperationException>(() => writer.Complete());
    }

    [Theory]
    [InlineData("2", 250, 250, "AED", null)]
    [InlineData("3", 250, 250, "AED", "NbOfTxs states 3; written were 2.")]
    [InlineData("2", 250.01, 250, "AED", "CtrlSum states 250.01; written were 250.")]
    [InlineData("2", 250, 249, "AED", "TtlIntrBkSttlmAmt states 249 AED; written were 250 AED.")]
    [InlineData("2", 250, 250, "USD", "TtlIntrBkSttlmAmt states 250 USD; written were 250 AED.")]
    public void Stated_totals_are_held_against_what_was_written(
        string count,
        double sum,
        double total,
        string currency,
        string? fault
    )
    {
        using var stream = new MemoryStream();
        using var writer = new PartWriter(stream, Pacs00800108.Definition);
        writer.Write(
            "GrpHdr",
            Payment().GrpHdr with
            {
                NbOfTxs = count,
                CtrlSum = (decimal)sum,
                TtlIntrBkSttlmAmt = new ActiveCurrencyAndAmount((decimal)total, currency),
            }
        );
        writer.Write("CdtTrfTxInf", Payment().CdtTrfTxInf[0]);
        writer.Write("CdtTrfTxInf", Payment().CdtTrfTxInf[0]);

        var result = writer.Complete();

        if (fault is null)
        {
            Assert.Equal(new PartWriteResult.Complete(2), result);
            Assert.IsType<ReadResult.Accepted>(MessageReader.Read(stream.ToArray()));
        }
        else
        {
            var differs = Assert.Single(Assert.IsType<PartWriteResult.TotalsDiffer>(result).Faults);
            Assert.Equal("/Document/FIToFICstmrCdtTrf/GrpHdr/" + fault, differs.ToString());
            Assert.IsType<ReadResult.Refused>(MessageReader.Read(stream.ToArray()));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_group_of_a_pain_001_has_totals_of_its_own(bool inParts)
    {
        var type = Type("pain.001.001.09");
        var seed = Enumerable
            .Range(0, 1000)
            .Select(seed => (Pain00100109)MessageGenerator.SchemaValid(type, seed, richness: 0.2))
            .Select(static message => message.CstmrCdtTrfInitn)
            .First();
        var transaction = seed.PmtInf[0].CdtTrfTxInf[0] with
        {
            Amt = new AmountType4Choice.InstdAmt(new ActiveOrHistoricCurrencyAndAmount(10m, "EUR")),
        };
        var group = seed.PmtInf[0] with { NbOfTxs = "2", CtrlSum = 20m, CdtTrfTxInf = [transaction, transaction] };
        using var writer = new PartWriter(Stream.Null, type);
        writer.Write("GrpHdr", seed.GrpHdr with { NbOfTxs = "5", CtrlSum = 40m });
        var wrong = group with { NbOfTxs = "1" };
        if (inParts)
        {
            foreach (var one in (PaymentInstruction30[])[group, wrong])
            {
                writer.Begin("PmtInf");
                WriteAll(writer, one, 1);
                writer.End();
            }
        }
        else
        {
            writer.Write("PmtInf", group);
            writer.Write("PmtInf", wrong);
        }

        Assert.Equal(
            [
                "/Document/CstmrCdtTrfInitn/PmtInf[2]/NbOfTxs states 1; written were 2.",
                "/Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs states 5; written were 4.",
            ],
            Assert.IsType<PartWriteResult.TotalsDiffer>(writer.Complete()).Faults.Select(static f => f.ToString())
        );
    }

    [Fact]
    public void Every_message_that_states_a_number_of_transactions_has_transactions_that_are_counted()
    {
        var stating = SupportedMessages
            .All.Select(static m => (m.Identifier, Body: (ComponentDescription)m.Description.Elements[0].Type))
            .Where(static m =>
                m.Body.TryGet("GrpHdr", out var header) && ((ComponentDescription)header.Type).TryGet("NbOfTxs", out _)
            )
            .ToList();

        Assert.InRange(stating.Count, 8, 40);
        Assert.All(stating, static m => Assert.True(HasTransactions(m.Body), m.Identifier));
    }

    private static bool HasTransactions(ComponentDescription body) =>
        body.Elements.Any(static e =>
            WrittenTotals.IsTransaction(e.Tag)
            || (
                e.Tag == "PmtInf"
                && ((ComponentDescription)e.Type).Elements.Any(static t => WrittenTotals.IsTransaction(t.Tag))
            )
        );

    private static void WriteAll(PartWriter writer, IComponent component, int levels)
    {
        foreach (var element in component.Description.Elements)
        {
            object[] contents = component[element.Index] switch
            {
                null => [],
                IValueList list when element.Repeats => [.. Enumerable.Range(0, list.Count).Select(i => list[i])],
                var content => [content],
            };
            foreach (var content in contents)
            {
                if (levels > 1 && content is IComponent inner)
                {
                    writer.Begin(element.Tag);
                    WriteAll(writer, inner, levels - 1);
                    writer.End();
                }
                else
                {
                    writer.Write(element.Tag, content);
                }
            }
        }
    }

    internal static FIToFICustomerCreditTransferV08 Payment()
    {
        var payment = (Pacs00800108)MessageGenerator.SchemaValid(Pacs00800108.Definition, seed: 1, richness: 0.2);
        return payment.FIToFICstmrCdtTrf with
        {
            GrpHdr = payment.FIToFICstmrCdtTrf.GrpHdr with { NbOfTxs = "1", CtrlSum = null, TtlIntrBkSttlmAmt = null },
            CdtTrfTxInf =
            [
                payment.FIToFICstmrCdtTrf.CdtTrfTxInf[0] with
                {
                    IntrBkSttlmAmt = new ActiveCurrencyAndAmount(125m, "AED"),
                },
            ],
        };
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static MessageType Type(string identifier)
    {
        Assert.True(SupportedMessages.TryGet(identifier, out var type));
        return type;
    }
}
