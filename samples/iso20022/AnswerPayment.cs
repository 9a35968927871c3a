using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Components;
using Comity.Iso20022.Writing;

namespace Iso20022Sample;

/// <summary>Answers a pacs.008 with a pacs.002.</summary>
internal static class AnswerPayment
{
    public static void Run()
    {
        var payment = (Pacs00800108)Files.Message("payment.xml").Document;
        var created = new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(7));
        using var output = Console.OpenStandardOutput();
        MessageWriter.Write(Answer(payment, "STATUS-1", created, "AC04"), output);
        Console.WriteLine();

        // What a code means, and whether it may be used on a day.
        Console.WriteLine(ExternalCodes.StatusReason.Find("AC04", DateOnly.FromDateTime(created.DateTime)));
        Console.WriteLine(Answer(payment, "STATUS-2", created, reason: null).FIToFIPmtStsRpt.TxInfAndSts[0].TxSts);
    }

    /// <summary>Accepted for settlement; rejected where there is a reason, a code of ExternalStatusReason1Code.</summary>
    private static Pacs00200110 Answer(Pacs00800108 payment, string id, DateTimeOffset created, string? reason)
    {
        var header = payment.FIToFICstmrCdtTrf.GrpHdr;
        return new Pacs00200110(
            new FIToFIPaymentStatusReportV10
            {
                GrpHdr = new GroupHeader91 { MsgId = id, CreDtTm = created },
                TxInfAndSts =
                [
                    .. payment.FIToFICstmrCdtTrf.CdtTrfTxInf.Select(transfer => new PaymentTransaction110
                    {
                        OrgnlGrpInf = new OriginalGroupInformation29
                        {
                            OrgnlMsgId = header.MsgId,
                            OrgnlMsgNmId = payment.Type.Identifier,
                            OrgnlCreDtTm = header.CreDtTm,
                        },
                        OrgnlInstrId = transfer.PmtId.InstrId,
                        OrgnlEndToEndId = transfer.PmtId.EndToEndId,
                        OrgnlUETR = transfer.PmtId.UETR,
                        TxSts = reason is null ? "ACSP" : "RJCT",
                        StsRsnInf = reason is null
                            ? []
                            : [new StatusReasonInformation12 { Rsn = new StatusReason6Choice.Cd(reason) }],
                        InstgAgt = transfer.InstdAgt,
                        InstdAgt = transfer.InstgAgt,
                    }),
                ],
            }
        );
    }
}
