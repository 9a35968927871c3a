using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Rules;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// pacs.004.001.09 as MT 103 RETN where a customer stands at an end of the return chain, and as MT 202 RETN between institutions
/// (CBPR+ translation rules, known through Reframe's and WSO2's mappings).
/// </summary>
internal static class Pacs004ToReturn
{
    private const string Path = "TxInf";

    public static MtMessage Translate(PaymentReturnV09 payment, MtContext context)
    {
        var transaction = context.Single(payment.TxInf, Path);
        var header = payment.GrpHdr;
        Pacs008ToMt103.Technical(context);
        context.Use(
            $"{Path}/InstgAgt/FinInstnId/BICFI",
            $"{Path}/InstdAgt/FinInstnId/BICFI",
            "GrpHdr/TtlRtrdIntrBkSttlmAmt",
            // Which message it was, the reference says; its kind shows in the MT's own.
            $"{Path}/OrgnlGrpInf/OrgnlMsgNmId"
        );
        if (transaction.OrgnlGrpInf?.OrgnlMsgId == transaction.OrgnlInstrId)
        {
            context.Use($"{Path}/OrgnlGrpInf/OrgnlMsgId");
        }

        if (transaction.RtrChain is not { } chain)
        {
            throw context.Remarks.Stop("T20043", $"{Path}/RtrChain", "nothing");
        }

        var settled = context.Settled(
            transaction.RtrdIntrBkSttlmAmt,
            transaction.IntrBkSttlmDt ?? header.IntrBkSttlmDt,
            $"{Path}/RtrdIntrBkSttlmAmt",
            $"{Path}/IntrBkSttlmDt"
        );
        return chain is { Dbtr: Party40Choice.Agt debtor, Cdtr: Party40Choice.Agt creditor }
            ? Institutions(transaction, header, chain, (debtor.Value, creditor.Value), settled, context)
            : Customers(transaction, header, chain, settled, context);
    }

    private static Mt103 Customers(
        PaymentTransaction112 transaction,
        GroupHeader90 header,
        TransactionParties7 chain,
        ValueDateAmount settled,
        MtContext context
    )
    {
        var (agents, parties) = (new MtAgents(context), new MtParties(context));
        var charges = MtCharges.Of(transaction.ChrgBr, transaction.ChrgsInf, settled.Currency, Path, context);
        var message = new Mt103
        {
            Headers = Headers(103, transaction, header, settled, context),
            SenderReference = context.Reference(header.MsgId.Value, "GrpHdr/MsgId"),
            TimeIndications = MtTimes.Of(transaction.SttlmTmIndctn, null, settled.Date, Path, context),
            BankOperation = BankOperationCode.CRED,
            Settled = settled,
            Instructed = context.Amount(transaction.RtrdInstdAmt, $"{Path}/RtrdInstdAmt"),
            ExchangeRate = MtRates.Of(transaction.XchgRate, $"{Path}/XchgRate", context),
            OrderingCustomer = parties.Ordering(
                Party(chain.Dbtr, out var debtor),
                null,
                $"{Path}/RtrChain/Dbtr/{debtor}"
            ),
            OrderingInstitution = agents.Of(chain.DbtrAgt, null, $"{Path}/RtrChain/DbtrAgt", "AD"),
            SenderCorrespondent = new MtSettlement(context, agents).Account(header.SttlmInf),
            Intermediary = agents.Of(chain.IntrmyAgt1, null, $"{Path}/RtrChain/IntrmyAgt1", "ACD"),
            AccountWithInstitution = agents.Of(chain.CdtrAgt, null, $"{Path}/RtrChain/CdtrAgt", "ABCD"),
            Beneficiary = parties.Beneficiary(
                Party(chain.Cdtr, out var creditor),
                null,
                $"{Path}/RtrChain/Cdtr/{creditor}"
            ),
            Charges = charges.Code,
            SenderCharges = charges.Senders,
            ReceiverCharges = charges.Receivers,
            SenderToReceiver = Words(transaction, context),
        };
        UseAgent(chain.Dbtr, $"{Path}/RtrChain/Dbtr", context);
        UseAgent(chain.Cdtr, $"{Path}/RtrChain/Cdtr", context);
        return Pacs008ToMt103.WithInstructed(message, context);
    }

    private static Mt202 Institutions(
        PaymentTransaction112 transaction,
        GroupHeader90 header,
        TransactionParties7 chain,
        (
            BranchAndFinancialInstitutionIdentification6 Debtor,
            BranchAndFinancialInstitutionIdentification6 Creditor
        ) ends,
        ValueDateAmount settled,
        MtContext context
    )
    {
        var agents = new MtAgents(context);
        return new Mt202
        {
            Headers = Headers(202, transaction, header, settled, context),
            TransactionReference = context.Reference(header.MsgId.Value, "GrpHdr/MsgId"),
            RelatedReference = context.Reference(
                transaction.OrgnlEndToEndId?.Value ?? transaction.OrgnlInstrId?.Value,
                $"{Path}/OrgnlEndToEndId",
                "T20302"
            ),
            TimeIndications = MtTimes.Of(transaction.SttlmTmIndctn, null, settled.Date, Path, context),
            Settled = settled,
            OrderingInstitution = agents.Of(ends.Debtor, null, $"{Path}/RtrChain/Dbtr/Agt", "AD"),
            SenderCorrespondent = new MtSettlement(context, agents).Account(header.SttlmInf),
            Intermediary = agents.Of(chain.IntrmyAgt1, null, $"{Path}/RtrChain/IntrmyAgt1", "AD"),
            AccountWithInstitution = agents.Of(chain.CdtrAgt, null, $"{Path}/RtrChain/CdtrAgt", "ABD"),
            Beneficiary =
                agents.Of(ends.Creditor, null, $"{Path}/RtrChain/Cdtr/Agt", "AD")
                ?? new FinancialInstitution.D([CodedText.NotProvided]),
            SenderToReceiver = Words(transaction, context),
        };
    }

    private static Headers.MtHeaders Headers(
        int type,
        PaymentTransaction112 transaction,
        GroupHeader90 header,
        ValueDateAmount settled,
        MtContext context
    ) =>
        context.Headers(
            type,
            header.CreDtTm,
            settled.Date,
            transaction.InstgAgt ?? header.InstgAgt,
            transaction.InstdAgt ?? header.InstdAgt,
            new MtInstructions(context).UserHeader(transaction.OrgnlUETR, $"{Path}/OrgnlUETR")
        );

    private static SenderToReceiverInformation Words(PaymentTransaction112 transaction, MtContext context)
    {
        var reasons = transaction.RtrRsnInf;
        var reason = reasons.Count > 0 ? reasons[0] : null;
        context.Use($"{Path}/RtrId");
        var words = RejectWords.Of(
            isReturn: true,
            (reason?.Rsn as ReturnReason5Choice.Cd)?.Value.Value
                ?? (reason?.Rsn as ReturnReason5Choice.Prtry)?.Value.Value,
            reason?.AddtlInf ?? [],
            (transaction.OrgnlInstrId?.Value, $"{Path}/OrgnlInstrId"),
            (transaction.OrgnlEndToEndId?.Value, $"{Path}/OrgnlEndToEndId"),
            $"{Path}/RtrRsnInf",
            context
        );
        return new SenderToReceiverInformation(
            Fit(
                words,
                SenderToReceiverInformation.MaxLength,
                SenderToReceiverInformation.MostLines,
                $"{Path}/RtrRsnInf",
                context
            )
        );
    }

    /// <summary>The lines, each cut where it is too long, and no more than the field has.</summary>
    internal static ValueList<string> Fit(RejectOrReturn words, int length, int most, string path, MtContext context)
    {
        var lines = words.ToLines(length).Select(line => context.Text.Fit(line, length, path)).ToList();
        if (lines.Count > most)
        {
            context.Remarks.Truncated(path, string.Concat(lines.Skip(most)));
            lines =
            [
                .. lines.Take(most - 1),
                lines[most - 1][..Math.Min(lines[most - 1].Length, length - 1)] + MtText.Mark,
            ];
        }

        return lines.ToValueList();
    }

    // An institution at an end of a customer's chain stands as a party, by its BIC or name.
    private static PartyIdentification135 Party(Party40Choice choice, out string tag)
    {
        if (choice is Party40Choice.Pty party)
        {
            tag = "Pty";
            return party.Value;
        }

        tag = "Agt";
        var institution = ((Party40Choice.Agt)choice).Value.FinInstnId;
        return institution.BICFI is { } bic
            ? new() { Id = new Party38Choice.OrgId(new OrganisationIdentification29 { AnyBIC = bic.Value }) }
            : new() { Nm = institution.Nm, PstlAdr = institution.PstlAdr };
    }

    private static void UseAgent(Party40Choice choice, string path, MtContext context)
    {
        if (choice is Party40Choice.Agt)
        {
            context.Use($"{path}/Agt/FinInstnId/BICFI", $"{path}/Agt/FinInstnId/Nm", $"{path}/Agt/FinInstnId/PstlAdr");
        }
    }
}
