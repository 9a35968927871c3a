using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Rules;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// MT 103 and MT 202 whose field 72 begins with /RETN/ as pacs.004.001.09 (CBPR+ translation rules MT103 RETN and MT202 RETN, known
/// through Reframe's mappings): the return chain is the message's own chain; the original is known by its references alone.
/// </summary>
internal static class ReturnToPacs004
{
    public static BusinessMessage Translate(Mt103 message, IsoContext context)
    {
        var remarks = context.Remarks;
        var given = RejectOrReturn.Parse(message.SenderToReceiver!.Lines)!;
        var (debtor, debtorAccount) = IsoParties.Of(message.OrderingCustomer, remarks);
        var (creditor, creditorAccount) = IsoParties.Of(message.Beneficiary, remarks);
        ReportAccount("50", debtorAccount, remarks);
        ReportAccount("59", creditorAccount, remarks);
        var debtorAgent = IsoAgents.Of(message.OrderingInstitution, "52", remarks);
        var intermediary = IsoAgents.Of(message.Intermediary, "56", remarks);
        var creditorAgent = IsoAgents.Of(message.AccountWithInstitution, "57", remarks);
        ReportAccounts(debtorAgent, intermediary, creditorAgent, remarks);
        ReportUntranslated(message, remarks);
        var (indication, request) = IsoTimes.Of(message.TimeIndications, message.Settled.Date, remarks);
        ReportRequest(request, remarks);
        var chain = Chain(
            new Party40Choice.Pty(debtor),
            new Party40Choice.Pty(creditor),
            debtorAgent,
            intermediary,
            creditorAgent
        );
        var settlement = IsoSettlement.OfReturn(message, context);
        var transaction = Transaction(given, "MT103", message.Settled, context) with
        {
            SttlmTmIndctn = indication,
            RtrdInstdAmt = IsoCharges.Amount(message.Instructed),
            XchgRate = message.ExchangeRate is { } rate ? (BaseOneRate)rate.Value : null,
            ChrgBr = IsoCharges.Bearer(message.Charges.Code),
            ChrgsInf = IsoCharges.Of(message, context),
            RtrChain = chain,
        };
        return Message(message.SenderReference, settlement, transaction, context);
    }

    public static BusinessMessage Translate(Mt202 message, IsoContext context)
    {
        var remarks = context.Remarks;
        var given = RejectOrReturn.Parse(message.SenderToReceiver!.Lines)!;
        var (indication, request) = IsoTimes.Of(message.TimeIndications, message.Settled.Date, remarks);
        ReportRequest(request, remarks);
        var debtor =
            IsoAgents.Of(message.OrderingInstitution, "52", remarks) ?? new IsoAgent(IsoAgents.Of(context.Sender));
        var creditor = IsoAgents.Of(message.Beneficiary, "58", remarks)!;
        ReportAccount("52", debtor.Account, remarks);
        ReportAccount("58", creditor.Account, remarks);
        var intermediary = IsoAgents.Of(message.Intermediary, "56", remarks);
        var creditorAgent = IsoAgents.Of(message.AccountWithInstitution, "57", remarks);
        ReportAccounts(null, intermediary, creditorAgent, remarks);
        if (message.Covered is not null)
        {
            remarks.Missing("sequence B", message.Covered.OrderingCustomer.Text());
        }

        var instructions = new IsoInstructions(context);
        var settlement = IsoSettlement.OfInstitutionTransfer(
            message with
            {
                SenderToReceiver = null,
            },
            context,
            instructions
        );
        var chain = Chain(
            new Party40Choice.Agt(debtor.Agent),
            new Party40Choice.Agt(creditor.Agent),
            null,
            intermediary,
            creditorAgent
        );
        // Field 21 repeats the original's reference, which /TREF/ of field 72 gives as well, or stands for it.
        var references = given with
        {
            TransactionReference = given.TransactionReference ?? message.RelatedReference.Value,
        };
        var transaction = Transaction(references, "MT202", message.Settled, context) with
        {
            SttlmTmIndctn = indication,
            RtrChain = chain,
        };
        return Message(message.TransactionReference, settlement, transaction, context);
    }

    private static PaymentTransaction112 Transaction(
        RejectOrReturn given,
        string original,
        ValueDateAmount settled,
        IsoContext context
    ) =>
        new()
        {
            OrgnlGrpInf = new OriginalGroupInformation29
            {
                OrgnlMsgId = given.MessageReference,
                OrgnlMsgNmId = original,
            },
            OrgnlInstrId = given.MessageReference,
            OrgnlEndToEndId = given.TransactionReference is { } transaction ? (Max35Text)transaction : null,
            OrgnlUETR = context.RequiredUetr,
            RtrdIntrBkSttlmAmt = new ActiveCurrencyAndAmount(settled.Amount, settled.Currency.Value),
            IntrBkSttlmDt = IsoTimes.Date(settled.Date),
            InstgAgt = IsoAgents.Of(context.Sender),
            InstdAgt = IsoAgents.Of(context.Receiver),
            RtrRsnInf = [Reason(given)],
        };

    // The field at fault and the words have no element of their own; they stand as further information, in the form of field 72.
    internal static ValueList<Max105Text> Words(RejectOrReturn given)
    {
        List<string> words = [];
        if (given.Field != "99")
        {
            words.Add($"/{(given.IsReturn ? "RETN" : "REJT")}/{given.Field}");
        }

        words.AddRange(
            new[] { given.ReasonText, Coded("CHGS", given.Charges), Coded("TEXT", given.Text) }.OfType<string>()
        );
        return words
            .SelectMany(static word => word.Chunk(105))
            .Select(static piece => (Max105Text)new string(piece))
            .ToValueList();
    }

    private static PaymentReturnReason6 Reason(RejectOrReturn given) =>
        new() { Rsn = new ReturnReason5Choice.Cd(given.Reason), AddtlInf = Words(given) };

    private static string? Coded(string code, string? text) => text is null ? null : $"/{code}/{text}";

    private static TransactionParties7 Chain(
        Party40Choice debtor,
        Party40Choice creditor,
        IsoAgent? debtorAgent,
        IsoAgent? intermediary,
        IsoAgent? creditorAgent
    ) =>
        new()
        {
            Dbtr = debtor,
            DbtrAgt = debtorAgent?.Agent,
            IntrmyAgt1 = intermediary?.Agent,
            CdtrAgt = creditorAgent?.Agent,
            Cdtr = creditor,
        };

    private static BusinessMessage Message(
        Reference reference,
        SettlementInstruction7 settlement,
        PaymentTransaction112 transaction,
        IsoContext context
    )
    {
        var document = new Pacs00400109(
            new PaymentReturnV09
            {
                GrpHdr = new GroupHeader90
                {
                    MsgId = reference.Value,
                    CreDtTm = context.CreationTime,
                    NbOfTxs = "1",
                    SttlmInf = settlement,
                },
                TxInf = [transaction],
            }
        );
        return new BusinessMessage(document) { Header = context.Header(reference.Value, document.Type.Identifier) };
    }

    private static void ReportAccounts(
        IsoAgent? debtorAgent,
        IsoAgent? intermediary,
        IsoAgent? creditorAgent,
        Remarks remarks
    )
    {
        ReportAccount("52", debtorAgent?.Account, remarks);
        ReportAccount("56", intermediary?.Account, remarks);
        ReportAccount("57", creditorAgent?.Account, remarks);
    }

    // A return chain of version 09 has no accounts.
    private static void ReportAccount(string tag, CashAccount38? account, Remarks remarks)
    {
        if (account is not null)
        {
            remarks.Missing(tag, account.Id.ToString());
        }
    }

    private static void ReportRequest(SettlementTimeRequest2? request, Remarks remarks)
    {
        if (request is not null)
        {
            remarks.Missing("13C", "a requested time");
        }
    }

    private static void ReportUntranslated(Mt103 message, Remarks remarks)
    {
        foreach (var instruction in message.Instructions)
        {
            remarks.Missing("23E", instruction.Text());
        }

        var fields = new (string Tag, string? Text)[]
        {
            ("26T", message.TransactionType?.Text()),
            ("51A", message.SendingInstitution?.Text()),
            ("70", message.Remittance?.Text()),
            ("77B", message.RegulatoryReporting?.Text()),
            ("77T", message.EnvelopeContents?.Text()),
        };
        foreach (var (tag, text) in fields)
        {
            if (text is not null)
            {
                remarks.Missing(tag, text);
            }
        }
    }
}
