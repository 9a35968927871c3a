using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>MT 202 and MT 202 COV as pacs.009.001.08, core and COV (CBPR+ translation rules, in the public sources of docs/swift-mt.md).</summary>
internal static class Mt202ToPacs009
{
    public static BusinessMessage Translate(Mt202 message, IsoContext context)
    {
        var instructions = new IsoInstructions(context);
        var settlement = IsoSettlement.OfInstitutionTransfer(message, context, instructions);
        instructions.Add(message.SenderToReceiver, betweenInstitutions: true);
        var document = new Pacs00900108(
            new FinancialInstitutionCreditTransferV08
            {
                GrpHdr = new GroupHeader93
                {
                    MsgId = message.TransactionReference.Value,
                    CreDtTm = context.CreationTime,
                    NbOfTxs = "1",
                    SttlmInf = settlement,
                },
                CdtTrfTxInf = [Transaction(message, context, instructions)],
            }
        );
        var usage = message.IsCover ? "cov." : "";
        var header = context.Header(message.TransactionReference.Value, document.Type.Identifier, usage);
        return new BusinessMessage(document) { Header = header };
    }

    private static CreditTransferTransaction36 Transaction(
        Mt202 message,
        IsoContext context,
        IsoInstructions instructions
    )
    {
        var remarks = context.Remarks;
        var (indication, request) = IsoTimes.Of(message.TimeIndications, message.Settled.Date, remarks);
        var debtor =
            IsoAgents.Of(message.OrderingInstitution, "52", remarks) ?? new IsoAgent(IsoAgents.Of(context.Sender));
        var intermediary = IsoAgents.Of(message.Intermediary, "56", remarks);
        var creditorAgent = IsoAgents.Of(message.AccountWithInstitution, "57", remarks);
        var creditor = IsoAgents.Of(message.Beneficiary, "58", remarks)!;
        if (new[] { intermediary, creditorAgent, creditor }.Any(static agent => agent is { IsRtgs: true }))
        {
            instructions.Channel = ClearingChannel2Code.RTGS;
        }

        return new CreditTransferTransaction36
        {
            PmtId = new PaymentIdentification7
            {
                InstrId = message.TransactionReference.Value,
                EndToEndId = message.RelatedReference.Value,
                UETR = context.RequiredUetr,
            },
            PmtTpInf = instructions.PaymentType,
            IntrBkSttlmAmt = new ActiveCurrencyAndAmount(message.Settled.Amount, message.Settled.Currency.Value),
            IntrBkSttlmDt = IsoTimes.Date(message.Settled.Date),
            SttlmTmIndctn = indication,
            SttlmTmReq = request,
            PrvsInstgAgt1 = instructions.Previous(1),
            PrvsInstgAgt2 = instructions.Previous(2),
            PrvsInstgAgt3 = instructions.Previous(3),
            InstgAgt = IsoAgents.Of(context.Sender),
            InstdAgt = IsoAgents.Of(context.Receiver),
            IntrmyAgt1 = intermediary?.Agent,
            IntrmyAgt1Acct = intermediary?.Account,
            IntrmyAgt2 = instructions.Intermediary(2),
            IntrmyAgt3 = instructions.Intermediary(3),
            Dbtr = debtor.Agent,
            DbtrAcct = debtor.Account,
            CdtrAgt = creditorAgent?.Agent,
            CdtrAgtAcct = creditorAgent?.Account,
            Cdtr = creditor.Agent,
            CdtrAcct = creditor.Account,
            InstrForCdtrAgt = instructions.ForCreditorInstitutionAgent,
            InstrForNxtAgt = instructions.ForNextAgent,
            RmtInf = instructions.ForBeneficiary,
            UndrlygCstmrCdtTrf = message.Covered is { } covered ? Underlying(covered, message, context) : null,
        };
    }

    private static CreditTransferTransaction37 Underlying(CoveredTransfer covered, Mt202 message, IsoContext context)
    {
        var remarks = context.Remarks;
        var (debtor, debtorAccount) = IsoParties.Of(covered.OrderingCustomer, remarks);
        var (creditor, creditorAccount) = IsoParties.Of(covered.Beneficiary, remarks);
        // Without its own field, sequence B means the institutions of sequence A.
        var debtorAgent =
            IsoAgents.Of(covered.OrderingInstitution, "52 of sequence B", remarks)
            ?? IsoAgents.Of(message.OrderingInstitution, "52", new Remarks())
            ?? new IsoAgent(IsoAgents.Of(context.Sender));
        var creditorAgent =
            IsoAgents.Of(covered.AccountWithInstitution, "57 of sequence B", remarks)
            ?? IsoAgents.Of(message.Beneficiary, "58", new Remarks())!;
        var intermediary = IsoAgents.Of(covered.Intermediary, "56 of sequence B", remarks);
        var instructions = UnderlyingInstructions(covered, context);
        var remittance = Remittance(covered.Remittance);
        return new CreditTransferTransaction37
        {
            Dbtr = debtor,
            DbtrAcct = debtorAccount,
            DbtrAgt = debtorAgent.Agent,
            DbtrAgtAcct = debtorAgent.Account,
            PrvsInstgAgt1 = instructions.Previous(1),
            PrvsInstgAgt2 = instructions.Previous(2),
            PrvsInstgAgt3 = instructions.Previous(3),
            IntrmyAgt1 = intermediary?.Agent,
            IntrmyAgt1Acct = intermediary?.Account,
            IntrmyAgt2 = instructions.Intermediary(2),
            IntrmyAgt3 = instructions.Intermediary(3),
            CdtrAgt = creditorAgent.Agent,
            CdtrAgtAcct = creditorAgent.Account,
            Cdtr = creditor,
            CdtrAcct = creditorAccount,
            InstrForCdtrAgt = instructions.ForCreditorAgent,
            InstrForNxtAgt = instructions.ForNextAgent,
            RmtInf = remittance,
            InstdAmt = IsoCharges.Amount(covered.Instructed),
        };
    }

    private static IsoInstructions UnderlyingInstructions(CoveredTransfer covered, IsoContext context)
    {
        var instructions = new IsoInstructions(context, typed: false);
        instructions.Add(covered.SenderToReceiver, betweenInstitutions: false);
        return instructions;
    }

    // The underlying transfer has no identification of its own, so field 70 stays one text.
    private static RemittanceInformation16? Remittance(RemittanceInformation? field) =>
        field is null
            ? null
            : new RemittanceInformation16 { Ustrd = [CodedText.Join(field.Lines, RemittanceInformation.MaxLength)] };
}
