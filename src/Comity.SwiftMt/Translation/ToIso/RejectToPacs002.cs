using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Rules;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// MT 103 and MT 202 with /REJT/ in field 72, and MT 199 with it in field 79, as pacs.002.001.10. For the first two there are published
/// rules (IBM's pack lists MT103 REJT and MT202 REJT to pacs.002); for MT 199 there are rules the other way, which this one inverts.
/// </summary>
internal static class RejectToPacs002
{
    public static BusinessMessage Translate(Mt103 message, IsoContext context)
    {
        context.Remarks.Missing("block 4", "the parties and amounts of the rejected payment");
        return Translate(
            RejectOrReturn.Parse(message.SenderToReceiver!.Lines)!,
            message.SenderReference,
            "MT103",
            context
        );
    }

    public static BusinessMessage Translate(Mt202 message, IsoContext context)
    {
        context.Remarks.Missing("block 4", "the institutions and the amount of the rejected transfer");
        return Translate(
            RejectOrReturn.Parse(message.SenderToReceiver!.Lines)!,
            message.TransactionReference,
            "MT202",
            context
        );
    }

    public static BusinessMessage Translate(Mt199 message, IsoContext context)
    {
        var given = RejectOrReturn.Parse(message.Narrative.Lines);
        if (given is not { IsReturn: false })
        {
            throw context.Remarks.Stop("T20089", "79", message.Narrative.Lines[0]);
        }

        if (message.RelatedReference is { } related && related.Value != given.MessageReference)
        {
            context.Remarks.Missing("21", related.Value);
        }

        return Translate(given, message.TransactionReference, "MT103", context);
    }

    private static BusinessMessage Translate(
        RejectOrReturn given,
        Reference reference,
        string original,
        IsoContext context
    )
    {
        var uetr = context.RequiredUetr;
        // The inverse rule writes the UETR as words; it has an element of its own.
        var words = given.Text == $"/UETR/{uetr}" ? given with { Text = null } : given;
        var document = new Pacs00200110(
            new FIToFIPaymentStatusReportV10
            {
                GrpHdr = new GroupHeader91 { MsgId = reference.Value, CreDtTm = context.CreationTime },
                TxInfAndSts =
                [
                    new PaymentTransaction110
                    {
                        OrgnlGrpInf = new OriginalGroupInformation29
                        {
                            OrgnlMsgId = given.MessageReference,
                            OrgnlMsgNmId = original,
                        },
                        OrgnlInstrId = given.MessageReference,
                        OrgnlEndToEndId = given.TransactionReference is { } transaction ? (Max35Text)transaction : null,
                        OrgnlUETR = uetr,
                        TxSts = "RJCT",
                        StsRsnInf =
                        [
                            new StatusReasonInformation12
                            {
                                Rsn = new StatusReason6Choice.Cd(given.Reason),
                                AddtlInf = ReturnToPacs004.Words(words),
                            },
                        ],
                        InstgAgt = IsoAgents.Of(context.Sender),
                        InstdAgt = IsoAgents.Of(context.Receiver),
                    },
                ],
            }
        );
        return new BusinessMessage(document) { Header = context.Header(reference.Value, document.Type.Identifier) };
    }
}
