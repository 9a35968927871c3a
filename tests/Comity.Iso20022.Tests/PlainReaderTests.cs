using Comity.Iso20022.Reading;
using Comity.Iso20022.Tests.Support;
using static Comity.Iso20022.Tests.Support.Texts;

namespace Comity.Iso20022.Tests;

/// <summary>What the reader of plain texts takes, and what it must leave to the careful one. Each wrong text here was taken once, or could be.</summary>
public sealed class PlainReaderTests
{
    private const string Prefixed =
        "<p:Document xmlns:p=\""
        + Prefix
        + "admi.004.001.02\"><p:SysEvtNtfctn><p:EvtInf><p:EvtCd>X</p:EvtCd>"
        + "</p:EvtInf></p:SysEvtNtfctn></p:Document>";

    // As the framework's writer, and so our own, writes an element without content.
    private const string Spaced =
        "<Document xmlns=\""
        + Prefix
        + "pacs.002.001.10\" ><FIToFIPmtStsRpt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-02T08:00:00Z</CreDtTm>"
        + "<InstgAgt><FinInstnId /></InstgAgt></GrpHdr></FIToFIPmtStsRpt></Document>";

    [Theory]
    [InlineData(Document)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" + Document + "\r\n")]
    [InlineData("<E>" + Header + Document + "</E>")]
    [InlineData("<E xmlns=\"urn:example\">" + Header + Document + "</E>")]
    [InlineData(Prefixed)]
    [InlineData(Spaced)]
    public void Plain_texts_are_taken(string text) =>
        Assert.Equal(RoundTripTests.Read(Bytes(text)), PlainReader.Read(Bytes(text), ReadLimits.Default));

    [Theory]
    [InlineData("<:E>" + Header + Document + "</:E>")]
    [InlineData("<p:E>" + Header + Document + "</p:E>")]
    [InlineData("<E xmlns=\"a&b\">" + Header + Document + "</E>")]
    [InlineData("<E xmlns=\"<\">" + Header + Document + "</E>")]
    [InlineData("<E xmlns=\"http://www.w3.org/2000/xmlns/\">" + Header + Document + "</E>")]
    [InlineData("<1>" + Header + Document + "</1>")]
    [InlineData(Document + "<E/>")]
    [InlineData("<!-- -->" + Document)]
    public void Other_texts_are_left_alone(string text) =>
        Assert.Null(PlainReader.Read(Bytes(text), ReadLimits.Default));

    [Theory]
    [InlineData(">M<", ">]]><")]
    [InlineData(">M<", ">&other;<")]
    [InlineData(">M<", ">&#65;<")]
    [InlineData(">M<", ">a\rb<")]
    [InlineData("</MsgId>", "</MsgIs>")]
    [InlineData("<MsgId>", "<MsgId a=\"b\">")]
    [InlineData("Ccy=\"AED\"", "Ccy=\"AED\" Ccy=\"AED\"")]
    [InlineData("</Document>", "")]
    public void Other_texts_inside_a_message_are_left_alone(string part, string replacement) =>
        Assert.Null(PlainReader.Read(Bytes(With(part, replacement)), ReadLimits.Default));
}
