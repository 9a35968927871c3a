using System.Text;
using Comity.Iso20022.Json;
using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Tests.Json;

/// <summary>JSON texts to read, made from one small valid message.</summary>
internal static class JsonTexts
{
    public const string Header =
        """{"Fr":{"OrgId":{}},"To":{"OrgId":{}},"BizMsgIdr":"1","MsgDefIdr":"pacs.002.001.10","CreDt":"2026-11-02T08:00:00Z"}""";

    public const string Report =
        """{"GrpHdr":{"MsgId":"M","CreDtTm":"2026-11-02T08:00:00Z"},"TxInfAndSts":[{"OrgnlEndToEndId":"E","TxSts":"RJCT","ChrgsInf":[{"Amt":{"amt":"1.00","Ccy":"AED"},"Agt":{"FinInstnId":{}}}]}],"SplmtryData":[{"Envlp":{"xml":"<a xmlns=\"urn:example\" />"}}]}""";

    public const string Document = "{\"AppHdr\":" + Header + ",\"Document\":{\"FIToFIPmtStsRpt\":" + Report + "}}";

    /// <summary>The text with one part of it replaced.</summary>
    public static string With(string part, string replacement)
    {
        Assert.Contains(part, Document, StringComparison.Ordinal);
        return Document.Replace(part, replacement, StringComparison.Ordinal);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static BusinessMessage Accepted(ReadOnlyMemory<byte> text, MessageType? type = null)
    {
        Assert.True(JsonMessageReader.Read(text, type).TryGet(out var message, out var failure), failure?.ToString());
        return message;
    }

    public static BusinessMessage Accepted(string text, MessageType? type = null) => Accepted(Bytes(text), type);

    public static JsonReadFailure Refusal(string text, MessageType? type = null, ReadLimits? limits = null) =>
        Refusal(Bytes(text), type, limits);

    public static JsonReadFailure Refusal(byte[] text, MessageType? type = null, ReadLimits? limits = null) =>
        Assert.IsType<JsonReadResult.Refused>(JsonMessageReader.Read(text, type, limits)).Failure;
}
