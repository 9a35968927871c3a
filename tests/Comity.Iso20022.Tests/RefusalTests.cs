using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Reading.ReadFailureKind;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests;

/// <summary>Each kind of refusal once, with its place, what was found and what is allowed.</summary>
public sealed class RefusalTests
{
    private const string Report = "/Document/FIToFIPmtStsRpt";
    private const string Transaction = Report + "/TxInfAndSts";

    private static readonly Dictionary<
        ReadFailureKind,
        (string Text, string Path, string Found, string Allowed)
    > Cases = new()
    {
        [Empty] = ("", "", "nothing", "a message"),
        [TooLarge] = (Document + new string(' ', 5000), "", "more bytes", "at most 2000 bytes"),
        [WrongEncoding] = ("<?xml version='1.0' encoding='iso-8859-1'?>" + Document, "", "iso-8859-1", "UTF-8"),
        [DocumentTypeForbidden] = ("<!DOCTYPE Document>" + Document, "", "document type", "no document type"),
        [NotWellFormed] = (Document[..^20], Report, "end", "well-formed XML"),
        [TooDeep] = (
            string.Concat(Enumerable.Repeat("<a>", 30)) + string.Concat(Enumerable.Repeat("</a>", 30)),
            string.Concat(Enumerable.Repeat("/a", 21)),
            "level 21",
            "at most 20 levels"
        ),
        [TextTooLong] = (
            With("<MsgId>M", "<MsgId>" + new string('M', 101)),
            Report + "/GrpHdr/MsgId",
            "longer",
            "at most 100"
        ),
        [UnsupportedMessage] = (
            Document.Replace("pacs.002.001.10", "pacs.002.001.99", StringComparison.Ordinal),
            "/Document",
            Prefix + "pacs.002.001.99",
            Prefix + "pacs.002.001.10"
        ),
        [UnsupportedHeader] = (
            "<E>" + Header.Replace("head.001.001.02", "head.001.001.01", StringComparison.Ordinal) + Document + "</E>",
            "/E/AppHdr",
            "head.001.001.01",
            Prefix + "head.001.001.02"
        ),
        [NoDocument] = ("<E>" + Header + "</E>", "/E", "an AppHdr alone", "a Document"),
        [SeveralDocuments] = (
            "<E>" + Document + Document + "</E>",
            "/E/Document[2]",
            "a second Document",
            "one Document"
        ),
        [SeveralHeaders] = (
            "<E>" + Header + Header + Document + "</E>",
            "/E/AppHdr[2]",
            "a second AppHdr",
            "one AppHdr"
        ),
        [EnvelopeTooDeep] = (
            "<a><b><c><d>" + Document + "</d></c></b></a>",
            "/a/b/c/d/Document",
            "Document inside 4 elements",
            "inside at most 3"
        ),
        [HeaderContradictsDocument] = (
            "<E>" + Header.Replace("pacs.002.001.10", "pacs.008.001.08", StringComparison.Ordinal) + Document + "</E>",
            "/E/AppHdr/MsgDefIdr",
            "pacs.008.001.08",
            "pacs.002.001.10"
        ),
        [UnexpectedElement] = (
            With("<TxSts>", "<Other/><TxSts>"),
            Transaction + "/Other",
            "Other",
            "OrgnlTxId, OrgnlUETR, TxSts, StsRsnInf, ChrgsInf"
        ),
        [MissingElement] = (
            With("<MsgId>M</MsgId><CreDtTm>2026-11-02T08:00:00Z</CreDtTm>", "<MsgId>M</MsgId>"),
            Report + "/GrpHdr",
            "the element's end",
            "CreDtTm"
        ),
        [UnexpectedText] = (With("<GrpHdr>", "<GrpHdr> stray "), Report + "/GrpHdr", "stray", "elements only"),
        [InvalidValue] = (With("RJCT", "REJECT"), Transaction + "/TxSts", "REJECT", "text of 1 to 4 characters"),
        [UnexpectedAttribute] = (
            With("<MsgId>", "<MsgId id='1'>"),
            Report + "/GrpHdr/MsgId",
            "id",
            "no such attribute"
        ),
        [InvalidAttribute] = (With("\"AED\"", "\"aed\""), Transaction + "/ChrgsInf/Amt", "Ccy=\"aed\"", "[A-Z]{3,3}"),
        [MissingAttribute] = (With(" Ccy=\"AED\"", ""), Transaction + "/ChrgsInf/Amt", "no such attribute", "Ccy"),
    };

    public static TheoryData<ReadFailureKind> Kinds => new(Enum.GetValues<ReadFailureKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_refusal_says_where_and_what_and_what_instead(ReadFailureKind kind)
    {
        var (text, path, found, allowed) = Cases[kind];

        var failure = Refusal(
            text,
            new ReadLimits
            {
                MaxBytes = 2000,
                MaxDepth = 20,
                MaxTextLength = 100,
            }
        );

        Assert.Equal(kind, failure.Kind);
        Assert.StartsWith(path, failure.Path, StringComparison.Ordinal);
        Assert.Contains(found, failure.Found, StringComparison.Ordinal);
        Assert.Contains(allowed, failure.Allowed, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Advice);
        Assert.Contains(failure.Found, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RJCT", "REJECT", "CH16")]
    [InlineData("<TxSts>RJCT</TxSts>", "<Other/>", "CH17")]
    [InlineData("<Agt><FinInstnId/></Agt>", "", "CH21")]
    [InlineData("\"AED\"", "\"aed\"", "AM11")]
    [InlineData("1.00", "-1.00", "AM12")]
    [InlineData("2026-11-02T08:00:00Z", "2026-11-32T08:00:00Z", "DT01")]
    [InlineData("<FinInstnId/>", "<FinInstnId><BICFI>COMY</BICFI></FinInstnId>", "RC01")]
    [InlineData("</Document>", "", "FF01")]
    public void A_refusal_gives_the_published_reason_to_answer_with(string part, string wrong, string code)
    {
        Assert.Equal(code, Refusal(With(part, wrong)).ReasonCode);
        Assert.True(Comity.Iso20022.Codes.ExternalCodes.StatusReason.TryGet(code, out _));
    }

    [Fact]
    public void A_refusal_gives_the_line_and_column_of_the_fault()
    {
        var failure = Refusal(With("<TxSts>RJCT", "\n  <TxSts>REJECT"));

        Assert.Equal((2, 4), (failure.Line, failure.Column));
    }

    [Fact]
    public void Of_repeated_elements_the_path_counts_the_one_at_fault()
    {
        var failure = Refusal(
            With("<TxInfAndSts>", "<TxInfAndSts/><TxInfAndSts/><TxInfAndSts>")
                .Replace("RJCT", "", StringComparison.Ordinal)
        );

        Assert.Equal(Transaction + "[3]/TxSts", failure.Path);
    }

    [Fact]
    public void What_was_found_is_cut_short() =>
        Assert.Equal(81, Refusal(With("RJCT", new string('R', 500))).Found.Length);

    [Fact]
    public void A_number_that_a_decimal_would_round_is_refused_although_the_framework_takes_it()
    {
        var text = With("1.00", "0.00000000000000000000000000000001");
        Assert.Null(FrameworkJudge.Fault(Bytes(text)));

        Assert.Equal(InvalidValue, Refusal(text).Kind);
    }

    [Fact]
    public void A_wrong_hint_of_xml_schema_is_refused_in_a_fragment_too()
    {
        const string envelope = "<SplmtryData><Envlp><x xmlns=\"u\" a=\"1\"/></Envlp></SplmtryData>";
        var text = With("</TxInfAndSts>", "</TxInfAndSts>" + envelope);
        var wrong = text.Replace(
            " a=",
            " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:a=",
            StringComparison.Ordinal
        );

        Assert.Null(FrameworkJudge.Fault(Bytes(text)));
        Assert.NotNull(FrameworkJudge.Fault(Bytes(wrong)));
        Assert.Equal(InvalidAttribute, Refusal(wrong).Kind);
    }

    [Fact]
    public void Limits_must_be_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadLimits { MaxBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadLimits { MaxDepth = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReadLimits { MaxTextLength = 0 });
    }
}
