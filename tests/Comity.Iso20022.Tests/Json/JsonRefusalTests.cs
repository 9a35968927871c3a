using Comity.Iso20022.Json;
using Comity.Iso20022.Reading;
using static Comity.Iso20022.Json.JsonReadFailureKind;
using static Comity.Iso20022.Tests.Json.JsonTexts;

namespace Comity.Iso20022.Tests.Json;

/// <summary>Each kind of refusal, with its place, what was found and what is allowed.</summary>
public sealed class JsonRefusalTests
{
    private const string Body = "$.Document.FIToFIPmtStsRpt";
    private const string Transaction = Body + ".TxInfAndSts[0]";
    private const string Amount = Transaction + ".ChrgsInf[0].Amt";

    private static readonly ReadLimits Small = new()
    {
        MaxBytes = 2000,
        MaxDepth = 20,
        MaxTextLength = 100,
    };

    private static readonly Dictionary<
        JsonReadFailureKind,
        (string Text, string Path, string Found, string Allowed)
    > Cases = new()
    {
        [Empty] = ("", "$", "nothing", "a message"),
        [TooLarge] = (Document + new string(' ', 2000), "$", "more bytes", "at most 2000 bytes"),
        [WrongEncoding] = ("{\0\"\0", "$", "UTF-16", "UTF-8"),
        [NotWellFormed] = (Document[..^5], Body + ".SplmtryData", "Expected depth to be zero", "well-formed JSON"),
        [TooDeep] = (
            With("\"RJCT\"", new string('[', 30) + new string(']', 30)),
            Transaction + ".TxSts" + string.Concat(Enumerable.Repeat("[0]", 15)),
            "level 21",
            "at most 20 levels"
        ),
        [TextTooLong] = (
            With("\"M\"", $"\"{new string('M', 101)}\""),
            Body + ".GrpHdr.MsgId",
            "longer",
            "at most 100 characters"
        ),
        [UnsupportedMessage] = (
            With("pacs.002.001.10", "pacs.002.001.99"),
            "$.AppHdr",
            "pacs.002.001.99",
            "pacs.002.001.10"
        ),
        [UnknownVersion] = (
            "{\"Document\":{\"FIToFICstmrCdtTrf\":{}}}",
            "$.Document.FIToFICstmrCdtTrf",
            "FIToFICstmrCdtTrf without a version",
            "pacs.008.001.08, "
        ),
        [NoDocument] = ("{\"AppHdr\":" + Header + "}", "$", "an AppHdr alone", "Document"),
        [HeaderContradictsDocument] = (Document, "$.AppHdr", "MsgDefIdr pacs.002.001.10", "pacs.008.001.08"),
        [UnexpectedMember] = (
            With("\"TxSts\"", "\"Other\":{\"a\":[1]},\"TxSts\""),
            Transaction + ".Other",
            "Other",
            "OrgnlTxId, OrgnlUETR, TxSts"
        ),
        [DuplicateMember] = (
            With("\"MsgId\":\"M\"", "\"MsgId\":\"M\",\"Msg\\u0049d\":\"M\""),
            Body + ".GrpHdr.MsgId",
            "MsgId",
            "each member once"
        ),
        [MissingMember] = (With("\"MsgId\":\"M\",", ""), Body + ".GrpHdr", "the object's end", "MsgId"),
        [WrongCount] = (
            With("[{\"OrgnlEndToEndId\"", "[],\"X\":[{\"O\""),
            Body + ".TxInfAndSts",
            "0 items",
            "1 or more"
        ),
        [WrongType] = (With("\"1.00\"", "1.00"), Amount + ".amt", "the number 1.00", "a string: a decimal number"),
        [InvalidValue] = (With("RJCT", "REJECT"), Transaction + ".TxSts", "REJECT", "text of 1 to 4 characters"),
        [InvalidFragment] = (
            With("<a xmlns", "<b/><a xmlns"),
            Body + ".SplmtryData[0].Envlp.xml",
            "UnexpectedElement: a in urn:example",
            "one XML element"
        ),
    };

    public static TheoryData<JsonReadFailureKind> Kinds => new(Enum.GetValues<JsonReadFailureKind>());

    public static TheoryData<string, string, JsonReadFailureKind> Details =>
        new()
        {
            { "\"1.00\"", "\"1,00\"", InvalidValue },
            { "\"1.00\"", "\" 1.00\"", InvalidValue },
            { "\"1.00\"", "\"1e2\"", InvalidValue },
            { "\"1.00\"", "\"0.00000000000000000000000000000001\"", InvalidValue },
            { "\"1.00\"", "null", WrongType },
            { "{\"amt\":\"1.00\",\"Ccy\":\"AED\"}", "\"1.00\"", WrongType },
            { ",\"Ccy\":\"AED\"", "", MissingMember },
            { "\"amt\":\"1.00\",", "", MissingMember },
            { "\"Ccy\":\"AED\"", "\"Ccy\":\"aed\"", InvalidValue },
            { "\"Ccy\":\"AED\"", "\"Ccy\":\"AED\",\"Ccy\":\"AED\"", DuplicateMember },
            { "\"Ccy\":\"AED\"", "\"Ccy\":\"AED\",\"amt\":\"2\"", DuplicateMember },
            { "\"Ccy\":\"AED\"", "\"Ccy\":\"AED\",\"cur\":\"AED\"", UnexpectedMember },
            { "\"M\"", "[\"M\"]", WrongType },
            { "\"M\"", "true", WrongType },
            { "\"M\"", "{}", WrongType },
            { "\"M\"", "\"\"", InvalidValue },
            { "\"M\"", "\"\\u0000\"", InvalidValue },
            { "\"M\"", "\"\\ud83d\"", InvalidValue },
            { "\"M\"", "\"\\ufffe\"", InvalidValue },
            { "\"MsgId\"", "\"\\ud83d\"", UnexpectedMember },
            { "\"MsgId\"", "\"msgId\"", UnexpectedMember },
            { "{\"OrgId\":{}},\"To\"", "{},\"To\"", MissingMember },
            { "{\"OrgId\":{}},\"To\"", "{\"OrgId\":{},\"FIId\":{\"FinInstnId\":{}}},\"To\"", UnexpectedMember },
            { "{\"OrgId\":{}},\"To\"", "{\"OrgId\":{},\"OrgId\":{}},\"To\"", DuplicateMember },
            { "{\"OrgId\":{}},\"To\"", "[{\"OrgId\":{}}],\"To\"", WrongType },
            { "{\"FinInstnId\":{}}", "null", WrongType },
            { "[{\"Amt\"", "[[{\"Amt\"", NotWellFormed },
            { "{\"xml\":", "{\"Any\":", InvalidFragment },
            { "{\"xml\":\"<a xmlns=\\\"urn:example\\\" />\"}", "{}", MissingMember },
            { "{\"xml\":\"<a xmlns=\\\"urn:example\\\" />\"}", "\"<a/>\"", WrongType },
            {
                "<a xmlns=\\\"urn:example\\\" />",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                InvalidFragment
            },
            { "<a xmlns=\\\"urn:example\\\" />", "", InvalidFragment },
            { "<a xmlns=\\\"urn:example\\\" />", "plain", InvalidFragment },
            { "<a xmlns=\\\"urn:example\\\" />", "</m:Envlp>", InvalidFragment },
            { "<a xmlns=\\\"urn:example\\\" />", "<a/></m:Envlp><m:Envlp xmlns:m='urn:b'>", InvalidFragment },
            { "<a xmlns=\\\"urn:example\\\" />", "<a/></m:Envlp><!-- ", InvalidFragment },
            {
                "<a xmlns=\\\"urn:example\\\" />",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10'><Wrong/></Document>",
                InvalidFragment
            },
            { "{\"AppHdr\"", "{\"$schema\":\"x\",\"AppHdr\"", UnexpectedMember },
            { "\"Document\":", "\"AppHdr\":null,\"Document\":", DuplicateMember },
            { "\"FIToFIPmtStsRpt\"", "\"FIToFICstmrCdtTrf\"", UnexpectedMember },
            { "{\"AppHdr\"", "[{\"AppHdr\"", NotWellFormed },
            { "\"M\",", "\"M\", // note\n", NotWellFormed },
            { "\"2026-11-02T08:00:00Z\"},\"TxInf", "\"2026-11-02T08:00:00Z\",},\"TxInf", NotWellFormed },
            { "2026-11-02T08:00:00Z\"},\"TxInf", "2026-11-02T25:00:00Z\"},\"TxInf", InvalidValue },
            { "2026-11-02T08:00:00Z\"},\"TxInf", "2026-11-02T08:00:00Z \"},\"TxInf", InvalidValue },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_refusal_says_where_and_what_and_what_instead(JsonReadFailureKind kind)
    {
        var (text, path, found, allowed) = Cases[kind];

        // The one refusal that needs a caller who expects another message.
        SupportedMessages.TryGet("pacs.008.001.08", out var other);

        var failure = Refusal(text, kind == HeaderContradictsDocument ? other : null, Small);

        Assert.Equal(kind, failure.Kind);
        Assert.StartsWith(path, failure.Path, StringComparison.Ordinal);
        Assert.Contains(found, failure.Found, StringComparison.Ordinal);
        Assert.Contains(allowed, failure.Allowed, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Advice);
        Assert.Contains(failure.Found, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Details))]
    public void What_the_schema_does_not_have_is_refused(string part, string replacement, JsonReadFailureKind kind) =>
        Assert.Equal(kind, Refusal(With(part, replacement)).Kind);

    [Fact]
    public void A_refusal_gives_the_line_and_the_column_in_characters()
    {
        var failure = Refusal(With("\"GrpHdr\":{\"MsgId\":\"M\",", "\n \"GrpHdr\":{\"MsgId\":\"é😀\",\"No\":1,"));

        Assert.Equal((2, 26), (failure.Line, failure.Column));
        Assert.Equal(Body + ".GrpHdr.No", failure.Path);
    }

    [Fact]
    public void Bad_json_is_refused_at_its_place()
    {
        var failure = Refusal(With("\"TxSts\"", "\n\n  !\"TxSts\""));

        Assert.Equal(
            (NotWellFormed, 3, 3, Transaction),
            (failure.Kind, failure.Line, failure.Column, failure.Path[..Transaction.Length])
        );
        Assert.Equal(
            ("FF01", false),
            (failure.ReasonCode, failure.Found.Contains("LineNumber", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("\"1.00\"", "\"1,00\"", "AM12")]
    [InlineData("\"Ccy\":\"AED\"", "\"Ccy\":\"aed\"", "AM11")]
    [InlineData("RJCT", "REJECT", "CH16")]
    [InlineData("\"MsgId\":\"M\",", "", "CH21")]
    [InlineData("\"TxSts\"", "\"Other\":1,\"TxSts\"", "CH17")]
    public void A_refusal_has_the_reason_code_that_the_same_fault_in_xml_has(
        string part,
        string replacement,
        string code
    ) => Assert.Equal(code, Refusal(With(part, replacement)).ReasonCode);

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_at_their_place()
    {
        var at = Document.IndexOf("\"M\"", StringComparison.Ordinal) + 1;

        var failure = Refusal([.. Bytes(Document[..at]), 0xED, 0xA0, 0x80, .. Bytes(Document[at..])]);

        Assert.Equal((WrongEncoding, 1, at + 1), (failure.Kind, failure.Line, failure.Column));
        Assert.Equal(Body + ".GrpHdr.MsgId", failure.Path);
    }

    [Fact]
    public void A_member_name_from_outside_cannot_break_a_line_of_a_log()
    {
        var failure = Refusal(With("\"TxSts\"", $"\"a\\nb{new string('c', 500)}\":1,\"TxSts\""));

        Assert.DoesNotContain('\n', failure.Path);
        Assert.InRange(failure.Path.Length, 1, 200);
    }

    [Fact]
    public void All_failures_come_in_the_order_of_the_text()
    {
        var text =
            "{\"Document\":{\"FIToFIPmtStsRpt\":"
            + Report
                .Replace("\"M\"", "\"\"", StringComparison.Ordinal)
                .Replace("\"1.00\"", "1", StringComparison.Ordinal)
            + "},\"AppHdr\":"
            + Header.Replace("\"1\"", "{}", StringComparison.Ordinal)
            + ",\"Other\":0}";
        using var stream = new MemoryStream(Bytes(text));
        Assert.True(SupportedMessages.TryGet("pacs.002.001.10", out var type));

        var failures = JsonMessageReader.FindFailures(stream, type);

        Assert.Equal([InvalidValue, WrongType, WrongType, UnexpectedMember], failures.Select(f => f.Kind));
        Assert.Equal(
            [Body + ".GrpHdr.MsgId", Amount + ".amt", "$.AppHdr.BizMsgIdr", "$.Other"],
            failures.Select(f => f.Path)
        );
    }

    [Fact]
    public void A_signature_in_another_namespace_is_refused()
    {
        const string creation = "\"CreDt\":\"2026-11-02T08:00:00Z\"}";
        string Signed(string space) =>
            With(creation, creation[..^1] + $",\"Sgntr\":{{\"xml\":\"<Signature xmlns='{space}'/>\"}}}}");

        Assert.NotNull(Accepted(Signed("http://www.w3.org/2000/09/xmldsig#")).Header!.Sgntr);
        var failure = Refusal(Signed("urn:example"));

        Assert.Equal((InvalidFragment, "$.AppHdr.Sgntr.xml"), (failure.Kind, failure.Path));
        Assert.Contains("xmldsig", failure.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_message_has_no_failures()
    {
        using var stream = new MemoryStream(Bytes(Document));
        Assert.Empty(JsonMessageReader.FindFailures(stream));
        Assert.True(stream.CanRead);
    }
}
