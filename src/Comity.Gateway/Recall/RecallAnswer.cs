using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Gateway.Outbox;
using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Components;

namespace Comity.Gateway.Recall;

/// <summary>camt.029: what became of a recall.</summary>
internal static class RecallAnswer
{
    /// <summary>Answers one payment of a request.</summary>
    /// <param name="header">Who answers, and when.</param>
    /// <param name="key">The request.</param>
    /// <param name="item">The payment.</param>
    /// <param name="outcome">What became of it.</param>
    public static OutboxFile Write(AnswerHeader header, MessageKey key, RecallItem item, InstructionOutcome outcome)
    {
        var identification = AnswerHeader.Identify("camt.029", key.Sender, key.MessageId, item.References.Uetr);
        var (confirmation, status) = outcome.Status switch
        {
            InstructionStatus.Cancelled or InstructionStatus.Returned => (
                "CNCL",
                CancellationIndividualStatus1Code.ACCR
            ),
            InstructionStatus.Forwarded or InstructionStatus.Waiting => (
                "PDCR",
                CancellationIndividualStatus1Code.PDCR
            ),
            _ => ("RJCR", CancellationIndividualStatus1Code.RJCR),
        };
        var resolution = new ResolutionOfInvestigationV09
        {
            Assgnmt = new CaseAssignment5
            {
                Id = identification,
                Assgnr = new Party40Choice.Agt(header.Own),
                Assgne = new Party40Choice.Agt(AnswerHeader.Agent(key.Sender)),
                CreDtTm = header.Now.ToUniversalTime(),
            },
            Sts = new InvestigationStatus5Choice.Conf(confirmation),
            CxlDtls =
            [
                new UnderlyingTransaction22
                {
                    TxInfAndSts =
                    [
                        new PaymentTransaction102
                        {
                            CxlStsId = item.CancellationId.Length > 0 ? item.CancellationId : identification,
                            OrgnlInstrId = OptionalText.Text(item.References.InstructionId),
                            OrgnlEndToEndId = OptionalText.Text(item.References.EndToEndId),
                            OrgnlTxId = OptionalText.Text(item.References.TransactionId),
                            OrgnlUETR = OptionalText.Uetr(item.References.Uetr),
                            TxCxlSts = status,
                            CxlStsRsnInf = outcome.Refusal is { } refusal ? [Reason(refusal)] : [],
                        },
                    ],
                },
            ],
        };
        var about = item.References.Uetr.Length > 0 ? item.References.Uetr : key.MessageId;
        return header.ToFile(new Camt02900109(resolution), identification, key.Sender, about);
    }

    private static CancellationStatusReason4 Reason(InstructionRefusal refusal) =>
        new()
        {
            Rsn = ExternalCodes.CancellationRejection.Contains(refusal.IsoReason)
                ? new CancellationStatusReason3Choice.Cd(refusal.IsoReason)
                : new CancellationStatusReason3Choice.Cd("NARR"),
            AddtlInf = StatusReport.Lines(refusal.ToString()),
        };
}
