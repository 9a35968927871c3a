using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Headers;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>pacs.009.001.08, core and COV, as MT 202 and MT 202 COV (CBPR+ translation rules, in the public sources of docs/swift-mt.md).</summary>
internal static class Pacs009ToMt202
{
    private const string Path = "CdtTrfTxInf";

    public static Mt202 Translate(FinancialInstitutionCreditTransferV08 transfer, MtContext context)
    {
        var transaction = context.Single(transfer.CdtTrfTxInf, Path);
        var header = transfer.GrpHdr;
        Pacs008ToMt103.Technical(context);
        if (header.SttlmInf.SttlmMtd == SettlementMethod1Code.COVE)
        {
            context.Remarks.Changed("GrpHdr/SttlmInf/SttlmMtd", "COVE", "T20020");
        }

        var agents = new MtAgents(context);
        var settled = context.Settled(
            transaction.IntrBkSttlmAmt,
            transaction.IntrBkSttlmDt ?? header.IntrBkSttlmDt,
            $"{Path}/IntrBkSttlmAmt",
            $"{Path}/IntrBkSttlmDt"
        );
        var instructions = Instructions(transaction, header, context);
        var flag = transaction.UndrlygCstmrCdtTrf is null ? null : "COV";
        var headers = Headers(transaction, header, settled, instructions, flag, context);
        var rtgs = (transaction.PmtTpInf ?? header.PmtTpInf)?.ClrChanl == ClearingChannel2Code.RTGS;
        return new Mt202
        {
            Headers = headers,
            TransactionReference = context.Reference(
                transaction.PmtId.InstrId?.Value,
                $"{Path}/PmtId/InstrId",
                "T20052"
            ),
            RelatedReference = context.Reference(transaction.PmtId.EndToEndId.Value, $"{Path}/PmtId/EndToEndId"),
            TimeIndications = Times(transaction, settled, context),
            Settled = settled,
            OrderingInstitution = agents.Of(transaction.Dbtr, transaction.DbtrAcct, $"{Path}/Dbtr", "AD"),
            SenderCorrespondent = new MtSettlement(context, agents).Correspondent(
                header.SttlmInf,
                transaction.InstrForNxtAgt
            ),
            Intermediary = agents.Of(
                transaction.IntrmyAgt1,
                transaction.IntrmyAgt1Acct,
                $"{Path}/IntrmyAgt1",
                "AD",
                rtgs
            ),
            AccountWithInstitution = agents.Of(
                transaction.CdtrAgt,
                transaction.CdtrAgtAcct,
                $"{Path}/CdtrAgt",
                "ABD",
                rtgs
            ),
            Beneficiary =
                agents.Of(transaction.Cdtr, transaction.CdtrAcct, $"{Path}/Cdtr", "AD", rtgs)
                ?? new FinancialInstitution.D([CodedText.NotProvided]),
            SenderToReceiver = instructions.Field,
            Covered = transaction.UndrlygCstmrCdtTrf is { } underlying ? Covered(underlying, context) : null,
        };
    }

    private static MtHeaders Headers(
        CreditTransferTransaction36 transaction,
        GroupHeader93 header,
        ValueDateAmount settled,
        MtInstructions instructions,
        string? flag,
        MtContext context
    ) =>
        context.Headers(
            202,
            header.CreDtTm,
            settled.Date,
            transaction.InstgAgt ?? header.InstgAgt,
            transaction.InstdAgt ?? header.InstdAgt,
            instructions.UserHeader(transaction.PmtId.UETR, $"{Path}/PmtId/UETR", flag)
        );

    private static ValueList<TimeIndication> Times(
        CreditTransferTransaction36 transaction,
        ValueDateAmount settled,
        MtContext context
    ) => MtTimes.Of(transaction.SttlmTmIndctn, transaction.SttlmTmReq, settled.Date, Path, context);

    private static MtInstructions Instructions(
        CreditTransferTransaction36 transaction,
        GroupHeader93 header,
        MtContext context
    )
    {
        var field = new MtInstructions(context);
        field.AddAgent("INTA", transaction.IntrmyAgt2, $"{Path}/IntrmyAgt2");
        field.AddAgent("INTA", transaction.IntrmyAgt3, $"{Path}/IntrmyAgt3");
        field.AddType(
            transaction.PmtTpInf ?? header.PmtTpInf,
            transaction.PmtTpInf is null ? "GrpHdr/PmtTpInf" : $"{Path}/PmtTpInf",
            hasInstructionCodes: false
        );
        for (var i = 0; i < transaction.InstrForCdtrAgt.Count; i++)
        {
            var place = $"{Path}/InstrForCdtrAgt{(i == 0 ? "" : $"[{i + 1}]")}";
            context.Use(place);
            var code = transaction.InstrForCdtrAgt[i].Cd switch
            {
                Instruction5Code.PHOB => "PHONBEN",
                Instruction5Code.TELB => "TELEBEN",
                _ => "ACC",
            };
            field.Add(code, transaction.InstrForCdtrAgt[i].InstrInf?.Value ?? "", place);
        }

        field.AddForNextAgent(transaction.InstrForNxtAgt, $"{Path}/InstrForNxtAgt");
        // The debtor's own agent has no field; it stands as one that instructed before, unless the header names it already.
        if (transaction.DbtrAgt != transaction.InstgAgt)
        {
            field.AddAgent("INS", transaction.DbtrAgt, $"{Path}/DbtrAgt");
        }
        else
        {
            context.Use($"{Path}/DbtrAgt/FinInstnId/BICFI");
        }

        field.AddAgent("INS", transaction.PrvsInstgAgt1, $"{Path}/PrvsInstgAgt1");
        field.AddAgent("INS", transaction.PrvsInstgAgt2, $"{Path}/PrvsInstgAgt2");
        field.AddAgent("INS", transaction.PrvsInstgAgt3, $"{Path}/PrvsInstgAgt3");
        AddForBeneficiary(transaction, field, context);
        return field;
    }

    private static void AddForBeneficiary(
        CreditTransferTransaction36 transaction,
        MtInstructions field,
        MtContext context
    )
    {
        if (transaction.Purp is { } purpose)
        {
            context.Use($"{Path}/Purp");
            var text = (purpose as Purpose2Choice.Cd)?.Value.Value ?? ((Purpose2Choice.Prtry)purpose).Value.Value;
            field.Add("PURP", text, $"{Path}/Purp");
        }

        for (var i = 0; i < (transaction.RmtInf?.Ustrd.Count ?? 0); i++)
        {
            var place = $"{Path}/RmtInf/Ustrd{(i == 0 ? "" : $"[{i + 1}]")}";
            context.Use(place);
            field.Add("BNF", transaction.RmtInf!.Ustrd[i].Value, place);
        }
    }

    private static CoveredTransfer Covered(CreditTransferTransaction37 underlying, MtContext context)
    {
        var path = $"{Path}/UndrlygCstmrCdtTrf";
        var (agents, parties) = (new MtAgents(context), new MtParties(context));
        var remittance = new MtRemittance(context);
        remittance.AddParty("ULTB", underlying.UltmtCdtr, $"{path}/UltmtCdtr");
        remittance.AddParty("ULTD", underlying.UltmtDbtr, $"{path}/UltmtDbtr");
        return new CoveredTransfer
        {
            OrderingCustomer = parties.Ordering(underlying.Dbtr, underlying.DbtrAcct, $"{path}/Dbtr"),
            OrderingInstitution = agents.Of(underlying.DbtrAgt, underlying.DbtrAgtAcct, $"{path}/DbtrAgt", "AD"),
            Intermediary = agents.Of(underlying.IntrmyAgt1, underlying.IntrmyAgt1Acct, $"{path}/IntrmyAgt1", "ACD"),
            AccountWithInstitution = agents.Of(underlying.CdtrAgt, underlying.CdtrAgtAcct, $"{path}/CdtrAgt", "ABCD"),
            Beneficiary = parties.Beneficiary(underlying.Cdtr, underlying.CdtrAcct, $"{path}/Cdtr"),
            Remittance = remittance.Field(underlying.RmtInf, $"{path}/RmtInf"),
            SenderToReceiver = CoveredInstructions(underlying, path, context),
            Instructed = context.Amount(underlying.InstdAmt, $"{path}/InstdAmt"),
        };
    }

    private static SenderToReceiverInformation? CoveredInstructions(
        CreditTransferTransaction37 underlying,
        string path,
        MtContext context
    )
    {
        var field = new MtInstructions(context);
        field.AddAgent("INTA", underlying.IntrmyAgt2, $"{path}/IntrmyAgt2");
        field.AddAgent("INTA", underlying.IntrmyAgt3, $"{path}/IntrmyAgt3");
        for (var i = 0; i < underlying.InstrForCdtrAgt.Count; i++)
        {
            var place = $"{path}/InstrForCdtrAgt{(i == 0 ? "" : $"[{i + 1}]")}";
            context.Use(place);
            var instruction = underlying.InstrForCdtrAgt[i];
            field.Add(instruction.Cd?.ToString() ?? "ACC", instruction.InstrInf?.Value ?? "", place);
        }

        field.AddForNextAgent(underlying.InstrForNxtAgt, $"{path}/InstrForNxtAgt");
        field.AddAgent("INS", underlying.PrvsInstgAgt1, $"{path}/PrvsInstgAgt1");
        field.AddAgent("INS", underlying.PrvsInstgAgt2, $"{path}/PrvsInstgAgt2");
        field.AddAgent("INS", underlying.PrvsInstgAgt3, $"{path}/PrvsInstgAgt3");
        return field.Field;
    }
}
