using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>pacs.008.001.08 as MT 103 (CBPR+ translation rules pacs.008 to MT103, in the public sources of docs/swift-mt.md).</summary>
internal static class Pacs008ToMt103
{
    private const string Path = "CdtTrfTxInf";

    public static Mt103 Translate(FIToFICustomerCreditTransferV08 transfer, MtContext context)
    {
        var transaction = context.Single(transfer.CdtTrfTxInf, Path);
        var header = transfer.GrpHdr;
        Technical(context);
        var agents = new MtAgents(context);
        var settlement = new MtSettlement(context, agents);
        var settled = context.Settled(
            transaction.IntrBkSttlmAmt,
            transaction.IntrBkSttlmDt ?? header.IntrBkSttlmDt,
            $"{Path}/IntrBkSttlmAmt",
            $"{Path}/IntrBkSttlmDt"
        );
        var charges = MtCharges.Of(transaction.ChrgBr, transaction.ChrgsInf, settled.Currency, Path, context);
        var (instructions, codes) = Instructions(transaction, header, charges, context);
        var headers = Headers(transaction, header, settled, instructions, context);
        var (remittance, type) = Remittance(transaction, context);
        var parties = new MtParties(context);
        var rtgs = (transaction.PmtTpInf ?? header.PmtTpInf)?.ClrChanl == ClearingChannel2Code.RTGS;
        var message = new Mt103
        {
            Headers = headers,
            SenderReference = context.Reference(transaction.PmtId.InstrId?.Value, $"{Path}/PmtId/InstrId", "T20052"),
            TimeIndications = Times(transaction, settled, context),
            BankOperation = instructions.Operation,
            Instructions = codes,
            TransactionType = type,
            Settled = settled,
            Instructed = context.Amount(transaction.InstdAmt, $"{Path}/InstdAmt"),
            ExchangeRate = MtRates.Of(transaction.XchgRate, $"{Path}/XchgRate", context),
            OrderingCustomer = parties.Ordering(transaction.Dbtr, transaction.DbtrAcct, $"{Path}/Dbtr"),
            OrderingInstitution = agents.Of(transaction.DbtrAgt, transaction.DbtrAgtAcct, $"{Path}/DbtrAgt", "AD"),
            SenderCorrespondent = settlement.Sender(header.SttlmInf),
            ReceiverCorrespondent = settlement.Receiver(header.SttlmInf),
            ThirdReimbursementInstitution = settlement.Third(header.SttlmInf),
            Intermediary = agents.Of(
                transaction.IntrmyAgt1,
                transaction.IntrmyAgt1Acct,
                $"{Path}/IntrmyAgt1",
                "ACD",
                rtgs
            ),
            AccountWithInstitution = agents.Of(
                transaction.CdtrAgt,
                transaction.CdtrAgtAcct,
                $"{Path}/CdtrAgt",
                "ABCD",
                rtgs
            ),
            Beneficiary = parties.Beneficiary(transaction.Cdtr, transaction.CdtrAcct, $"{Path}/Cdtr"),
            Remittance = remittance,
            Charges = charges.Code,
            SenderCharges = charges.Senders,
            ReceiverCharges = charges.Receivers,
            SenderToReceiver = instructions.Field,
            RegulatoryReporting = MtReporting.Of(
                transaction.RgltryRptg,
                transaction.Dbtr,
                transaction.Cdtr,
                Path,
                context
            ),
        };
        return WithInstructed(message, context);
    }

    /// <summary>What the header says of the message as such, and the agents that the MT has in its own header.</summary>
    internal static void Technical(MtContext context) =>
        context.Use(
            "GrpHdr/MsgId",
            "GrpHdr/CreDtTm",
            "GrpHdr/NbOfTxs",
            "GrpHdr/SttlmInf/SttlmMtd",
            $"{Path}/InstgAgt/FinInstnId/BICFI",
            $"{Path}/InstdAgt/FinInstnId/BICFI",
            "GrpHdr/InstgAgt/FinInstnId/BICFI",
            "GrpHdr/InstdAgt/FinInstnId/BICFI",
            // Repeats the only transaction's.
            "GrpHdr/TtlIntrBkSttlmAmt",
            "GrpHdr/CtrlSum",
            "GrpHdr/IntrBkSttlmDt"
        );

    /// <summary>Field 33B where the network asks for it and the ISO message had none (code T13003).</summary>
    internal static Mt103 WithInstructed(Mt103 message, MtContext context)
    {
        var broken = message.BrokenRules().Any(static rule => rule is { ErrorCode: "D49" or "D51" });
        if (message.Instructed is not null || !broken)
        {
            return message;
        }

        context.Remarks.Changed("InstdAmt", message.Settled.Text(), "T13003");
        return message with { Instructed = new CurrencyAmount(message.Settled.Currency, message.Settled.Amount) };
    }

    private static MtHeaders Headers(
        CreditTransferTransaction39 transaction,
        GroupHeader93 header,
        ValueDateAmount settled,
        MtInstructions instructions,
        MtContext context
    ) =>
        context.Headers(
            103,
            header.CreDtTm,
            settled.Date,
            transaction.InstgAgt ?? header.InstgAgt,
            transaction.InstdAgt ?? header.InstdAgt,
            instructions.UserHeader(transaction.PmtId.UETR, $"{Path}/PmtId/UETR")
        );

    private static ValueList<TimeIndication> Times(
        CreditTransferTransaction39 transaction,
        ValueDateAmount settled,
        MtContext context
    ) => MtTimes.Of(transaction.SttlmTmIndctn, transaction.SttlmTmReq, settled.Date, Path, context);

    private static (MtInstructions Field72, ValueList<Instruction> Codes) Instructions(
        CreditTransferTransaction39 transaction,
        GroupHeader93 header,
        MtCharges charges,
        MtContext context
    )
    {
        var field = new MtInstructions(context);
        field.AddAgent("INTA", transaction.IntrmyAgt2, $"{Path}/IntrmyAgt2");
        field.AddAgent("INTA", transaction.IntrmyAgt3, $"{Path}/IntrmyAgt3");
        field.AddType(
            transaction.PmtTpInf ?? header.PmtTpInf,
            transaction.PmtTpInf is null ? "GrpHdr/PmtTpInf" : $"{Path}/PmtTpInf",
            hasInstructionCodes: true
        );
        var codes = MtInstructionCodes.Of(
            field.Codes,
            transaction.InstrForCdtrAgt,
            $"{Path}/InstrForCdtrAgt",
            field,
            context
        );
        field.AddForNextAgent(transaction.InstrForNxtAgt, $"{Path}/InstrForNxtAgt");
        if (charges.IsServiceLevel)
        {
            context.Remarks.Changed($"{Path}/ChrgBr", "SLEV", "T13007");
            field.Add("SLEV", "", $"{Path}/ChrgBr");
        }

        field.AddAgent("INS", transaction.PrvsInstgAgt1, $"{Path}/PrvsInstgAgt1");
        field.AddAgent("INS", transaction.PrvsInstgAgt2, $"{Path}/PrvsInstgAgt2");
        field.AddAgent("INS", transaction.PrvsInstgAgt3, $"{Path}/PrvsInstgAgt3");
        return (field, codes);
    }

    private static (RemittanceInformation? Field, TransactionTypeCode? Type) Remittance(
        CreditTransferTransaction39 transaction,
        MtContext context
    )
    {
        var remittance = new MtRemittance(context);
        remittance.AddParty("ULTB", transaction.UltmtCdtr, $"{Path}/UltmtCdtr");
        remittance.AddParty("ULTD", transaction.UltmtDbtr, $"{Path}/UltmtDbtr");
        var type = remittance.AddPurpose(transaction.Purp, $"{Path}/Purp");
        remittance.Add("ROC", transaction.PmtId.EndToEndId.Value, $"{Path}/PmtId/EndToEndId");
        remittance.AddRelated(transaction.RltdRmtInf, $"{Path}/RltdRmtInf");
        return (remittance.Field(transaction.RmtInf, $"{Path}/RmtInf"), type);
    }
}
