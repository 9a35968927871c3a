using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>MT 103, also STP and REMIT, as pacs.008.001.08 (CBPR+ translation rules MT103 to pacs.008, in the public sources of docs/swift-mt.md).</summary>
internal static class Mt103ToPacs008
{
    public static BusinessMessage Translate(Mt103 message, IsoContext context)
    {
        var instructions = Instructions(message, context);
        var settlement = IsoSettlement.OfCustomerTransfer(message, context);
        var transaction = WithParties(Transaction(message, context), message, context, instructions);
        var document = new Pacs00800108(
            new FIToFICustomerCreditTransferV08
            {
                GrpHdr = new GroupHeader93
                {
                    MsgId = message.SenderReference.Value,
                    CreDtTm = context.CreationTime,
                    NbOfTxs = "1",
                    SttlmInf = settlement,
                },
                CdtTrfTxInf = [WithInstructions(transaction, message, instructions)],
            }
        );
        var header = context.Header(message.SenderReference.Value, document.Type.Identifier, Usage(message));
        return new BusinessMessage(document) { Header = header };
    }

    private static string Usage(Mt103 message) => message.Variant == Mt103Variant.Stp ? "stp." : "";

    private static IsoInstructions Instructions(Mt103 message, IsoContext context)
    {
        var instructions = new IsoInstructions(context);
        // 23B beside CRED is a local instrument; the public pairs leave CRED out.
        if (message.BankOperation.Code != BankOperationCode.CRED)
        {
            instructions.LocalInstrument = new LocalInstrument2Choice.Prtry(message.BankOperation.Code.ToString());
        }

        foreach (var instruction in message.Instructions)
        {
            instructions.AddCode(instruction);
        }

        instructions.Add(message.SenderToReceiver, betweenInstitutions: false);
        return instructions;
    }

    private static CreditTransferTransaction39 Transaction(Mt103 message, IsoContext context)
    {
        var remittance = IsoRemittance.Of(message.Remittance, context.Remarks);
        var (indication, request) = IsoTimes.Of(message.TimeIndications, message.Settled.Date, context.Remarks);
        var (debtor, debtorAccount) = IsoParties.Of(message.OrderingCustomer, context.Remarks);
        var (creditor, creditorAccount) = IsoParties.Of(message.Beneficiary, context.Remarks);
        return new CreditTransferTransaction39
        {
            PmtId = new PaymentIdentification7
            {
                InstrId = message.SenderReference.Value,
                EndToEndId = remittance.EndToEndId,
                UETR = context.RequiredUetr,
            },
            IntrBkSttlmAmt = new ActiveCurrencyAndAmount(message.Settled.Amount, message.Settled.Currency.Value),
            IntrBkSttlmDt = IsoTimes.Date(message.Settled.Date),
            SttlmTmIndctn = indication,
            SttlmTmReq = request,
            InstdAmt = IsoCharges.Amount(message.Instructed),
            XchgRate = message.ExchangeRate is { } rate ? (BaseOneRate)rate.Value : null,
            ChrgBr = IsoCharges.Bearer(message.Charges.Code),
            ChrgsInf = IsoCharges.Of(message, context),
            InstgAgt = IsoAgents.Of(context.Sender),
            InstdAgt = IsoAgents.Of(context.Receiver),
            UltmtDbtr = remittance.UltimateDebtor,
            Dbtr = debtor,
            DbtrAcct = debtorAccount,
            DbtrAgt = IsoAgents.Of(context.Sender),
            CdtrAgt = IsoAgents.Of(context.Receiver),
            Cdtr = creditor,
            CdtrAcct = creditorAccount,
            UltmtCdtr = remittance.UltimateCreditor,
            Purp = PurposeOf(message, remittance, context.Remarks),
            RgltryRptg = Reporting(message.RegulatoryReporting),
            RltdRmtInf = remittance.Related,
            RmtInf = Envelope(message, context.Remarks) ?? remittance.Information,
        };
    }

    private static CreditTransferTransaction39 WithParties(
        CreditTransferTransaction39 transaction,
        Mt103 message,
        IsoContext context,
        IsoInstructions instructions
    )
    {
        var remarks = context.Remarks;
        if (message.SendingInstitution is { } sending)
        {
            remarks.Missing("51A", sending.Text());
        }

        var ordering = IsoAgents.Of(message.OrderingInstitution, "52", remarks);
        var intermediary = IsoAgents.Of(message.Intermediary, "56", remarks);
        var creditorAgent = IsoAgents.Of(message.AccountWithInstitution, "57", remarks);
        if (intermediary is { IsRtgs: true } || creditorAgent is { IsRtgs: true })
        {
            instructions.Channel = ClearingChannel2Code.RTGS;
        }

        return transaction with
        {
            IntrmyAgt1 = intermediary?.Agent,
            IntrmyAgt1Acct = intermediary?.Account,
            // Without field 52a the sender keeps the ordering customer's account, without 57a the receiver the beneficiary's.
            DbtrAgt = ordering?.Agent ?? transaction.DbtrAgt,
            DbtrAgtAcct = ordering?.Account,
            CdtrAgt = creditorAgent?.Agent ?? transaction.CdtrAgt,
            CdtrAgtAcct = creditorAgent?.Account,
        };
    }

    private static CreditTransferTransaction39 WithInstructions(
        CreditTransferTransaction39 transaction,
        Mt103 message,
        IsoInstructions instructions
    ) =>
        transaction with
        {
            PmtTpInf = instructions.PaymentType,
            ChrgBr =
                instructions.IsServiceLevelCharged && message.Charges.Code == ChargesCode.SHA
                    ? ChargeBearerType1Code.SLEV
                    : transaction.ChrgBr,
            PrvsInstgAgt1 = instructions.Previous(1),
            PrvsInstgAgt2 = instructions.Previous(2),
            PrvsInstgAgt3 = instructions.Previous(3),
            IntrmyAgt2 = instructions.Intermediary(2),
            IntrmyAgt3 = instructions.Intermediary(3),
            InstrForCdtrAgt = instructions.ForCreditorAgent,
            InstrForNxtAgt = instructions.ForNextAgent,
        };

    // 26T keeps its tag in the purpose, so that it comes back (Reframe, MT 103 mapping of 26T).
    private static Purpose2Choice? PurposeOf(Mt103 message, IsoRemittance remittance, Remarks remarks)
    {
        if (message.TransactionType is not { } type)
        {
            return remittance.Purpose;
        }

        if (remittance.Purpose is not null)
        {
            remarks.Missing("26T", type.Value);
            return remittance.Purpose;
        }

        return new Purpose2Choice.Prtry($":26T:{type.Value}");
    }

    private static ValueList<RegulatoryReporting3> Reporting(RegulatoryReporting? field) =>
        field is null
            ? []
            :
            [
                new RegulatoryReporting3
                {
                    Dtls =
                    [
                        new StructuredRegulatoryReporting3
                        {
                            Inf = field.Lines.Select(static line => (Max35Text)line).ToValueList(),
                        },
                    ],
                },
            ];

    // No public rule translates the envelope of REMIT; what fits stands as unstructured text, the rest is reported.
    private static RemittanceInformation16? Envelope(Mt103 message, Remarks remarks)
    {
        if (message.EnvelopeContents is not { } envelope)
        {
            return null;
        }

        var text = string.Join(' ', envelope.Lines);
        if (text.Length <= 140)
        {
            return new RemittanceInformation16 { Ustrd = [text] };
        }

        remarks.Truncated("77T", text[139..]);
        return new RemittanceInformation16 { Ustrd = [text[..139] + "+"] };
    }
}
