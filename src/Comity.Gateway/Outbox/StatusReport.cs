using System.Collections.Immutable;
using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;

namespace Comity.Gateway.Outbox;

/// <summary>pacs.002: what became of each payment of a message.</summary>
internal static class StatusReport
{
    private const int LongestLine = 105;
    private const int MostLines = 4;

    /// <summary>Reports on a message's instructions.</summary>
    /// <param name="header">Who reports, and when.</param>
    /// <param name="key">The message.</param>
    /// <param name="type">Its identifier.</param>
    /// <param name="instructions">Which, and how they stand.</param>
    /// <param name="occasion">What the report is on, so that a later one is another: answer, or a height.</param>
    public static OutboxFile Write(
        AnswerHeader header,
        MessageKey key,
        string type,
        ImmutableArray<InstructionRecord> instructions,
        string occasion
    )
    {
        var identification = AnswerHeader.Identify([
            "pacs.002",
            key.Sender,
            key.MessageId,
            occasion,
            .. instructions.Select(static each => each.References.Uetr),
        ]);
        var report = new FIToFIPaymentStatusReportV10
        {
            GrpHdr = Group(header, key, identification),
            OrgnlGrpInfAndSts = [new OriginalGroupHeader17 { OrgnlMsgId = key.MessageId, OrgnlMsgNmId = type }],
            TxInfAndSts = instructions.Select((each, index) => Status(identification, index, each)).ToValueList(),
        };
        return header.ToFile(new Pacs00200110(report), identification, key.Sender, key.MessageId);
    }

    /// <summary>Refuses a whole message, or a file that is none.</summary>
    public static OutboxFile WriteGroup(
        AnswerHeader header,
        MessageKey key,
        string type,
        InstructionRefusal refusal,
        string occasion
    )
    {
        var identification = AnswerHeader.Identify("pacs.002", key.Sender, key.MessageId, occasion);
        var report = new FIToFIPaymentStatusReportV10
        {
            GrpHdr = Group(header, key, identification),
            OrgnlGrpInfAndSts =
            [
                new OriginalGroupHeader17
                {
                    OrgnlMsgId = key.MessageId,
                    OrgnlMsgNmId = type,
                    GrpSts = "RJCT",
                    StsRsnInf = [Reason(refusal)],
                },
            ],
        };
        return header.ToFile(new Pacs00200110(report), identification, key.Sender, key.MessageId);
    }

    /// <summary>A status as ISO 20022 says it.</summary>
    public static string Code(InstructionStatus status) =>
        status switch
        {
            InstructionStatus.Settled => "ACSC",
            InstructionStatus.Waiting => "PDNG",
            InstructionStatus.Rejected => "RJCT",
            InstructionStatus.Cancelled => "CANC",
            _ => throw new ArgumentOutOfRangeException(
                nameof(status),
                status,
                "A recall's status is told by camt.029."
            ),
        };

    /// <summary>Text in lines of at most 105 characters, at most four.</summary>
    public static ValueList<Max105Text> Lines(string text) =>
        text.Chunk(LongestLine)
            .Take(MostLines)
            .Select(static line => new string(line).Trim())
            .Where(static line => line.Length > 0)
            .Select(Max105Text.From)
            .ToValueList();

    private static GroupHeader91 Group(AnswerHeader header, MessageKey key, string identification) =>
        new()
        {
            MsgId = identification,
            CreDtTm = header.Now.ToUniversalTime(),
            InstgAgt = header.Own,
            InstdAgt = AnswerHeader.Agent(key.Sender),
        };

    private static PaymentTransaction110 Status(string identification, int index, InstructionRecord instruction)
    {
        var references = instruction.References;
        return new PaymentTransaction110
        {
            StsId = $"{identification[..24]}-{index}",
            OrgnlInstrId = OptionalText.Text(references.InstructionId),
            OrgnlEndToEndId = OptionalText.Text(references.EndToEndId),
            OrgnlTxId = OptionalText.Text(references.TransactionId),
            OrgnlUETR = OptionalText.Uetr(references.Uetr),
            TxSts = Code(instruction.Outcome.Status),
            StsRsnInf = instruction.Outcome.Refusal is { } refusal ? [Reason(refusal)] : [],
            ClrSysRef = OptionalText.Text(instruction.Settlement.Replace("-", "", StringComparison.Ordinal)),
        };
    }

    private static StatusReasonInformation12 Reason(InstructionRefusal refusal) =>
        new()
        {
            Rsn = ExternalCodes.StatusReason.Contains(refusal.IsoReason)
                ? new StatusReason6Choice.Cd(refusal.IsoReason)
                : new StatusReason6Choice.Prtry(refusal.IsoReason),
            AddtlInf = Lines(refusal.ToString()),
        };
}
