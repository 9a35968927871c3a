using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// pacs.002.001.10 as MT 199 (CBPR+ translation rules; IBM's pack lists the pair, WSO2's module has public pairs of messages, p.2.1.2):
/// rejections only, in the lines of the reject/return guidelines, with the UETR as words.
/// </summary>
internal static class Pacs002ToMt199
{
    private const string Path = "TxInfAndSts";
    private const int MostLines = 35;

    public static Mt199 Translate(FIToFIPaymentStatusReportV10 report, MtContext context)
    {
        var status = context.Single(report.TxInfAndSts, Path);
        if (status.TxSts?.Value != "RJCT")
        {
            throw context.Remarks.Stop("T20056", $"{Path}/TxSts", status.TxSts?.Value ?? "nothing");
        }

        Pacs008ToMt103.Technical(context);
        context.Use(
            $"{Path}/TxSts",
            $"{Path}/InstgAgt/FinInstnId/BICFI",
            $"{Path}/InstdAgt/FinInstnId/BICFI",
            $"{Path}/OrgnlGrpInf/OrgnlMsgNmId"
        );
        if (status.OrgnlGrpInf?.OrgnlMsgId == status.OrgnlInstrId)
        {
            context.Use($"{Path}/OrgnlGrpInf/OrgnlMsgId");
        }

        var header = report.GrpHdr;
        var created = header.CreDtTm;
        return new Mt199
        {
            Headers = context.Headers(
                199,
                created,
                new DateOnly(2079, 12, 31),
                status.InstgAgt ?? header.InstgAgt,
                status.InstdAgt ?? header.InstdAgt,
                new MtInstructions(context).UserHeader(status.OrgnlUETR, $"{Path}/OrgnlUETR")
            ),
            TransactionReference = context.Reference(header.MsgId.Value, "GrpHdr/MsgId"),
            RelatedReference = context.Reference(status.OrgnlInstrId?.Value, $"{Path}/OrgnlInstrId", "T20072"),
            Narrative = Narrative(status, context),
        };
    }

    private static FreeText Narrative(PaymentTransaction110 status, MtContext context)
    {
        var reason = status.StsRsnInf.Count > 0 ? status.StsRsnInf[0] : null;
        var words = RejectWords.Of(
            isReturn: false,
            (reason?.Rsn as StatusReason6Choice.Cd)?.Value.Value
                ?? (reason?.Rsn as StatusReason6Choice.Prtry)?.Value.Value,
            reason?.AddtlInf ?? [],
            (status.OrgnlInstrId?.Value, $"{Path}/OrgnlInstrId"),
            (status.OrgnlEndToEndId?.Value, $"{Path}/OrgnlEndToEndId"),
            $"{Path}/StsRsnInf",
            context
        );
        if (words.Text is null && status.OrgnlUETR is { } uetr)
        {
            words = words with { Text = $"/UETR/{uetr.Value}" };
        }

        return new FreeText(Pacs004ToReturn.Fit(words, FreeText.MaxLength, MostLines, $"{Path}/StsRsnInf", context));
    }
}
