using System.Text;
using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Tests.Support;

/// <summary>Texts to read, made from one small valid message.</summary>
internal static class Texts
{
    public const string Prefix = "urn:iso:std:iso:20022:tech:xsd:";

    public const string Header =
        "<AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><Fr><OrgId/></Fr><To><OrgId/></To>"
        + "<BizMsgIdr>1</BizMsgIdr><MsgDefIdr>pacs.002.001.10</MsgDefIdr><CreDt>2026-11-02T08:00:00Z</CreDt></AppHdr>";

    public const string Document =
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10\"><FIToFIPmtStsRpt><GrpHdr><MsgId>M</MsgId>"
        + "<CreDtTm>2026-11-02T08:00:00Z</CreDtTm></GrpHdr><TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
        + "<ChrgsInf><Amt Ccy=\"AED\">1.00</Amt><Agt><FinInstnId/></Agt></ChrgsInf></TxInfAndSts></FIToFIPmtStsRpt></Document>";

    /// <summary>The document with one part of it replaced.</summary>
    public static string With(string part, string replacement)
    {
        Assert.Contains(part, Document, StringComparison.Ordinal);
        return Document.Replace(part, replacement, StringComparison.Ordinal);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static ReadFailure Refusal(string text, ReadLimits? limits = null) => Refusal(Bytes(text), limits);

    public static ReadFailure Refusal(byte[] text, ReadLimits? limits = null) =>
        Assert.IsType<ReadResult.Refused>(MessageReader.Read(text, limits)).Failure;
}
