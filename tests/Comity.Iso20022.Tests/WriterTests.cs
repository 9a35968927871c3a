using System.Text;
using Comity.Iso20022.Components;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Values;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests;

public sealed class WriterTests
{
    private static readonly Pacs00200110 Rejection = new(
        new FIToFIPaymentStatusReportV10
        {
            GrpHdr = new GroupHeader91
            {
                MsgId = "STATUS-1",
                CreDtTm = new DateTimeOffset(2026, 11, 2, 8, 15, 31, 250, TimeSpan.FromHours(4)),
            },
            TxInfAndSts =
            [
                new PaymentTransaction110
                {
                    OrgnlEndToEndId = "E-1",
                    OrgnlUETR = "6a1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b",
                    TxSts = "RJCT",
                    StsRsnInf =
                    [
                        new StatusReasonInformation12
                        {
                            Rsn = new StatusReason6Choice.Cd("AC04"),
                            AddtlInf = ["Closed."],
                        },
                    ],
                },
            ],
        }
    );

    private static readonly BusinessApplicationHeaderV02 Header = new()
    {
        Fr = Bank("COMYTHBKXXX"),
        To = Bank("COMYAEADXXX"),
        BizMsgIdr = "STATUS-1",
        MsgDefIdr = "pacs.002.001.10",
        CreDt = "2026-11-02T08:15:31Z",
    };

    [Fact]
    public void A_message_is_made_from_plain_values_and_written_indented()
    {
        const string expected = """
            <?xml version="1.0" encoding="utf-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10">
              <FIToFIPmtStsRpt>
                <GrpHdr>
                  <MsgId>STATUS-1</MsgId>
                  <CreDtTm>2026-11-02T08:15:31.250+04:00</CreDtTm>
                </GrpHdr>
                <TxInfAndSts>
                  <OrgnlEndToEndId>E-1</OrgnlEndToEndId>
                  <OrgnlUETR>6a1f2c3d-4b5e-4f60-8a7b-9c0d1e2f3a4b</OrgnlUETR>
                  <TxSts>RJCT</TxSts>
                  <StsRsnInf>
                    <Rsn>
                      <Cd>AC04</Cd>
                    </Rsn>
                    <AddtlInf>Closed.</AddtlInf>
                  </StsRsnInf>
                </TxInfAndSts>
              </FIToFIPmtStsRpt>
            </Document>
            """;

        var written = MessageWriter.ToBytes(Rejection);

        Assert.Equal(expected.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(written));
        Assert.Null(FrameworkJudge.Fault(written));
    }

    [Fact]
    public void A_header_brings_an_envelope_that_the_caller_may_name()
    {
        var plain = RoundTripTests.Read(MessageWriter.ToBytes(Rejection, Header));
        var named = RoundTripTests.Read(
            MessageWriter.ToBytes(Rejection, Header, new EnvelopeName("RequestPayload", "urn:example:payload"))
        );
        var bare = RoundTripTests.Read(MessageWriter.ToBytes(Rejection, envelope: EnvelopeName.Default));

        Assert.Equal((new Envelope("BusinessMessage", ""), Header), (plain.Envelope, plain.Header));
        Assert.Equal((new Envelope("RequestPayload", "urn:example:payload"), Header), (named.Envelope, named.Header));
        Assert.Equal((new Envelope("BusinessMessage", ""), null), (bare.Envelope, bare.Header));
        Assert.All([plain, named, bare], m => Assert.Equal(Rejection, m.Document));
    }

    [Fact]
    public void A_header_for_another_message_is_not_written() =>
        Assert.Throws<ArgumentException>(() =>
            MessageWriter.ToBytes(Rejection, Header with { MsgDefIdr = "pacs.008.001.08" })
        );

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a:b")]
    [InlineData("1st")]
    [InlineData("Document")]
    [InlineData("AppHdr")]
    public void An_envelope_must_have_a_name_that_xml_and_the_reader_allow(string name) =>
        Assert.Throws<ArgumentException>(() => new EnvelopeName(name));

    [Fact]
    public void A_code_that_is_not_in_its_list_is_a_fault_of_the_program()
    {
        var wrong = new Pacs00900108(
            new FinancialInstitutionCreditTransferV08
            {
                GrpHdr = new GroupHeader93
                {
                    MsgId = "1",
                    CreDtTm = "2026-11-02T08:00:00Z",
                    NbOfTxs = "1",
                    SttlmInf = new SettlementInstruction7 { SttlmMtd = (SettlementMethod1Code)99 },
                },
                CdtTrfTxInf = RoundTripTests
                    .Read(
                        File.ReadAllBytes(
                            Repository.OwnSamples.Single(p => p.Contains("pacs.009", StringComparison.Ordinal))
                        )
                    )
                    .Document
                    is Pacs00900108 { FICdtTrf.CdtTrfTxInf: var transfers }
                    ? transfers
                    : [],
            }
        );

        Assert.Throws<ArgumentOutOfRangeException>(() => MessageWriter.ToBytes(wrong));
    }

    [Fact]
    public void A_party_goes_from_one_message_into_another_as_it_is()
    {
        var transfer = (Pacs00800108)
            RoundTripTests
                .Read(
                    File.ReadAllBytes(
                        Repository.OwnSamples.Single(p => p.Contains("pacs.008", StringComparison.Ordinal))
                    )
                )
                .Document;
        PartyIdentification135 debtor = transfer.FIToFICstmrCdtTrf.CdtTrfTxInf[0].Dbtr;

        var reference = new OriginalTransactionReference28 { Dbtr = new Party40Choice.Pty(debtor) };

        Assert.Equal("Al Noor Trading & Sons", (reference.Dbtr as Party40Choice.Pty)?.Value.Nm?.Value);
    }

    private static Party44Choice.FIId Bank(string bic) =>
        new Party44Choice.FIId(
            new BranchAndFinancialInstitutionIdentification6
            {
                FinInstnId = new FinancialInstitutionIdentification18 { BICFI = bic },
            }
        );

    [Theory]
    [InlineData("1000.5", "AED", "1000.50")]
    [InlineData("1000.00", "JPY", "1000")]
    [InlineData("1.2", "KWD", "1.200")]
    [InlineData("0", "AED", "0.00")]
    [InlineData("1.25000", "XXX", "1.25000")]
    public void Amounts_are_written_with_their_currencys_decimals(string value, string currency, string expected)
    {
        var text = Encoding.UTF8.GetString(MessageWriter.ToBytes(Charged(value, currency), currencyDecimals: Decimals));

        Assert.Contains($"<Amt Ccy=\"{currency}\">{expected}</Amt>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_that_its_currency_cannot_hold_is_not_written() =>
        Assert.Throws<ArgumentException>(() =>
            MessageWriter.ToBytes(Charged("1.5", "JPY"), currencyDecimals: Decimals)
        );

    [Theory]
    [InlineData(null)]
    [InlineData("Message")]
    public void A_batch_is_read_as_it_was_written(string? each)
    {
        using var stream = new MemoryStream();
        using (
            var batch = new BatchWriter(stream, new EnvelopeName("Batch"), each is null ? null : new EnvelopeName(each))
        )
        {
            batch.Write(Rejection, Header);
            batch.Write(Charged("1", "AED"));
            Assert.Throws<ArgumentException>(() =>
                batch.Write(Rejection, Header with { MsgDefIdr = "pacs.008.001.08" })
            );
            batch.Write(Rejection, Header);
        }

        Assert.Null(FrameworkJudge.Fault(stream.ToArray()));
        stream.Position = 0;
        var read = Reading.BatchReader.Read(stream).Cast<Reading.ReadResult.Accepted>().Select(r => r.Message).ToList();

        Assert.Equal([Rejection, Charged("1", "AED"), Rejection], read.Select(m => m.Document));
        Assert.Equal([Header, null, Header], read.Select(m => m.Header));
    }

    private static int? Decimals(string currency) =>
        currency switch
        {
            "AED" => 2,
            "JPY" => 0,
            "KWD" => 3,
            _ => null,
        };

    private static Pacs00200110 Charged(string value, string currency)
    {
        var charge = new Charges7
        {
            Amt = new ActiveOrHistoricCurrencyAndAmount(decimal.Parse(value), currency),
            Agt = new BranchAndFinancialInstitutionIdentification6
            {
                FinInstnId = new FinancialInstitutionIdentification18(),
            },
        };
        var report = Rejection.FIToFIPmtStsRpt;
        return new Pacs00200110(report with { TxInfAndSts = [report.TxInfAndSts[0] with { ChrgsInf = [charge] }] });
    }
}
