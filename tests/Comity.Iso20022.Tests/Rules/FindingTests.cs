using System.Text;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>Findings say which rule, where, what is there, and what to answer.</summary>
public sealed class FindingTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    [Fact]
    public void A_finding_has_the_line_and_column_of_the_element_in_the_text()
    {
        var text = Sample().Replace("<ChrgBr>DEBT</ChrgBr>", "<ChrgBr>SLEV</ChrgBr>", StringComparison.Ordinal);
        var finding = Assert.Single(Check(text), static f => f.Rule.Id == "CBPR_Charge_Bearer_Restriction");

        var before = text[..text.IndexOf("ChrgBr>SLEV", StringComparison.Ordinal)];
        Assert.Equal(before.Count(static c => c == '\n') + 1, finding.Line);
        Assert.Equal(before.Length - before.LastIndexOf('\n'), finding.Column);
        Assert.Equal("/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/ChrgBr", finding.Path);
        Assert.Equal("SLEV", finding.Found);
        Assert.Equal("BE19", finding.Reason);
        Assert.Equal(RuleSeverity.Error, finding.Severity);
        Assert.StartsWith($"{finding.Line}:{finding.Column} /Document/", finding.ToString(), StringComparison.Ordinal);
        var withoutText = finding with { Line = 0, Column = 0 };
        Assert.StartsWith("/Document/", withoutText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_elements_are_counted_in_the_path()
    {
        var text = Sample()
            .Replace(
                "<TwnNm>Bucuresti</TwnNm><Ctry>RO</Ctry>",
                "<TwnNm>Bucuresti</TwnNm><Ctry>RO</Ctry><AdrLine>Scara B</AdrLine><AdrLine>Bucuresti Sector 3</AdrLine>",
                StringComparison.Ordinal
            );
        var finding = Assert.Single(
            Check(text),
            static f => f.Rule.Id == "CBPR_Duplication_Postal_Address_TextualRule"
        );
        Assert.Equal("/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/PstlAdr/AdrLine[2]", finding.Path);
        Assert.Equal("Bucuresti Sector 3", finding.Found);
        var before = text[..text.IndexOf("AdrLine>Bucuresti Sector", StringComparison.Ordinal)];
        Assert.Equal(before.Length - before.LastIndexOf('\n'), finding.Column);
    }

    [Fact]
    public void A_message_is_checked_as_what_its_header_says_that_it_is()
    {
        var message = RoundTripTests.Read(
            Encoding.UTF8.GetBytes(
                Sample().Replace("swift.cbprplus.04", "swift.cbprplus.stp.04", StringComparison.Ordinal)
            )
        );
        Assert.Equal("pacs.008.001.08 STP", RuleBook.CbprPlus.UsageOf(message)!.Name);
        Assert.Equal(
            "pacs.008.001.08 core",
            RuleBook.CbprPlus.UsageOf(RoundTripTests.Read(Encoding.UTF8.GetBytes(Sample())))!.Name
        );
    }

    [Fact]
    public void A_place_that_a_rule_leaves_out_is_left_to_the_rule_that_has_it()
    {
        var text = Sample()
            .Replace("E2E-1", "E2E-ü", StringComparison.Ordinal)
            .Replace("Supplier B", "Süpplier B", StringComparison.Ordinal);
        Assert.Equal(
            [
                "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/PmtId/EndToEndId CBPR_Reference_Character_Set_Restriction",
                "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/Cdtr/Nm CBPR_Character_Set_Restriction",
            ],
            Check(text).Select(static f => f.Path + " " + f.Rule.Id)
        );
    }

    [Fact]
    public void A_checker_finds_the_rules_for_any_message_and_day()
    {
        var checker = new RuleChecker(RuleBook.CbprPlus);
        var text = Encoding.UTF8.GetBytes(Sample());
        var message = RoundTripTests.Read(text);

        Assert.Empty(checker.Check(message, text, Day));
        var finding = Assert.Single(checker.Check(message, text, new DateOnly(2026, 11, 13)));
        Assert.Equal("CBPR_Business_Service_Usage_TextualRule", finding.Rule.Id);
        Assert.Empty(checker.Check(message, text, Day));
        Assert.Same(checker.RulesFor(message, Day), checker.RulesFor(message, Day));

        SupportedMessages.TryGet("admi.004.001.02", out var type);
        Assert.Null(checker.RulesFor(new BusinessMessage(Generation.MessageGenerator.SchemaValid(type!, 1)), Day));
    }

    [Fact]
    public void Without_findings_a_message_is_as_CBPR_plus_wants_it() => Assert.Empty(Check(Sample()));

    private static IReadOnlyList<Finding> Check(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var message = RoundTripTests.Read(bytes);
        return RuleSet.Of(RuleBook.CbprPlus.UsageOf(message)!, Day, RuleBook.CbprPlus).Check(message, bytes);
    }

    private static string Sample() =>
        """
            <BusinessMessage>
              <AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02">
                <Fr><FIId><FinInstnId><BICFI>BRDEROBU</BICFI></FinInstnId></FIId></Fr>
                <To><FIId><FinInstnId><BICFI>BTRLRO22</BICFI></FinInstnId></FIId></To>
                <BizMsgIdr>MESSAGE-1</BizMsgIdr><MsgDefIdr>pacs.008.001.08</MsgDefIdr><BizSvc>swift.cbprplus.04</BizSvc>
                <CreDt>2026-11-25T09:05:00+01:00</CreDt>
              </AppHdr>
              <p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08" xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
                <FIToFICstmrCdtTrf>
                  <GrpHdr>
                    <MsgId>MESSAGE-1</MsgId><CreDtTm>2026-11-25T09:05:00+01:00</CreDtTm><NbOfTxs>1</NbOfTxs>
                    <SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf>
                  </GrpHdr>
                  <CdtTrfTxInf>
                    <PmtId>
                      <InstrId>INSTRUCTION-1</InstrId><EndToEndId>E2E-1</EndToEndId>
                      <UETR>174c245f-2682-4291-ad67-2a41e530cd27</UETR>
                    </PmtId>
                    <IntrBkSttlmAmt Ccy="RON">1200.50</IntrBkSttlmAmt><IntrBkSttlmDt>2026-11-25</IntrBkSttlmDt>
                    <ChrgBr>DEBT</ChrgBr>
                    <InstgAgt><FinInstnId><BICFI>BRDEROBU</BICFI></FinInstnId></InstgAgt>
                    <InstdAgt><FinInstnId><BICFI>BTRLRO22</BICFI></FinInstnId></InstdAgt>
                    <Dbtr>
                      <Nm>Debtor Co</Nm>
                      <PstlAdr><StrtNm>Strada Negru Voda</StrtNm><PstCd>030774</PstCd><TwnNm>Bucuresti</TwnNm><Ctry>RO</Ctry></PstlAdr>
                    </Dbtr>
                    <DbtrAcct><Id><Othr><Id>25698745</Id></Othr></Id></DbtrAcct>
                    <DbtrAgt><FinInstnId><BICFI>BRDEROBU</BICFI></FinInstnId></DbtrAgt>
                    <CdtrAgt><FinInstnId><BICFI>BTRLRO22</BICFI></FinInstnId></CdtrAgt>
                    <Cdtr><Nm>Supplier B</Nm></Cdtr>
                    <CdtrAcct><Id><Othr><Id>65479512</Id></Othr></Id></CdtrAcct>
                  </CdtTrfTxInf>
                </FIToFICstmrCdtTrf>
              </p:Document>
            </BusinessMessage>
            """;
}
