using Comity.Iso20022.Components;
using Comity.Iso20022.Identifiers;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// camt.054.001.08 with one booked entry as MT 900, a debit, or MT 910, a credit (CBPR+ translation rules, known through Reframe's
/// mapping and WSO2's pairs of messages, c.54.1.1).
/// </summary>
internal static class Camt054ToConfirmation
{
    private const string Path = "Ntfctn";
    private const string EntryPath = Path + "/Ntry";
    private const string DetailsPath = EntryPath + "/NtryDtls/TxDtls";

    public static MtMessage Translate(BankToCustomerDebitCreditNotificationV08 message, MtContext context)
    {
        var notification = context.Single(message.Ntfctn, Path, "T20061");
        var entry = context.Single(notification.Ntry, EntryPath, "T20061");
        RequireBooked(entry, context);
        var all = entry.NtryDtls.SelectMany(static details => details.TxDtls).ToValueList();
        var details = all.Count switch
        {
            0 => new EntryTransaction10(),
            1 => all[0],
            _ => throw context.Remarks.Stop("T20061", DetailsPath, $"{all.Count}"),
        };
        UseTechnical(notification, entry, details, context);
        var amount = Amount(entry, details, context);
        return entry.CdtDbtInd == CreditDebitCode.DBIT
            ? Debit(message, notification, entry, details, amount, context)
            : Credit(message, notification, entry, details, amount, context);
    }

    /// <summary>Field 25 or 25P.</summary>
    internal static AccountIdentification Account(CashAccount39 account, string path, MtContext context)
    {
        context.Use($"{path}/Id", $"{path}/Ccy");
        var id = account.Id switch
        {
            AccountIdentification4Choice.IBAN iban => iban.Value.Value,
            AccountIdentification4Choice.Othr other => other.Value.Id.Value,
            _ => CodedText.NotProvided,
        };
        Bic? owner = null;
        if (account.Ownr?.Id is Party38Choice.OrgId { Value.AnyBIC: { } bic })
        {
            context.Use($"{path}/Ownr/Id/OrgId/AnyBIC");
            owner = Bic.From(bic.Value);
        }

        return new AccountIdentification(context.Text.Clean(id, path), owner);
    }

    internal static void RequireBooked(ReportEntry10 entry, MtContext context)
    {
        if (entry.Sts is not EntryStatus1Choice.Cd { Value.Value: "BOOK" })
        {
            throw context.Remarks.Stop("T20038", EntryPath + "/Sts", entry.Sts.ToString());
        }
    }

    private static Mt900 Debit(
        BankToCustomerDebitCreditNotificationV08 message,
        AccountNotification17 notification,
        ReportEntry10 entry,
        EntryTransaction10 details,
        ValueDateAmount amount,
        MtContext context
    )
    {
        var agents = new MtAgents(context);
        return new Mt900
        {
            Headers = Headers(900, message, notification, details, amount, context),
            TransactionReference = context.Reference(notification.Id.Value, $"{Path}/Id"),
            RelatedReference = Related(details, context),
            Account = Account(notification.Acct, $"{Path}/Acct", context),
            Moment = Moment(entry, context),
            Amount = amount,
            OrderingInstitution = Institution(details, agents),
            SenderToReceiver = Words(details, context),
        };
    }

    private static Mt910 Credit(
        BankToCustomerDebitCreditNotificationV08 message,
        AccountNotification17 notification,
        ReportEntry10 entry,
        EntryTransaction10 details,
        ValueDateAmount amount,
        MtContext context
    )
    {
        var agents = new MtAgents(context);
        var customer = (details.RltdPties?.Dbtr as Party40Choice.Pty)?.Value;
        return new Mt910
        {
            Headers = Headers(910, message, notification, details, amount, context),
            TransactionReference = context.Reference(notification.Id.Value, $"{Path}/Id"),
            RelatedReference = Related(details, context),
            Account = Account(notification.Acct, $"{Path}/Acct", context),
            Moment = Moment(entry, context),
            Amount = amount,
            OrderingCustomer = customer is null ? null : Customer(customer, details, context),
            OrderingInstitution = customer is null
                ? Institution(details, agents) ?? new FinancialInstitution.D([CodedText.NotProvided])
                : null,
            Intermediary = agents.Of(details.RltdAgts?.IntrmyAgt1, null, $"{DetailsPath}/RltdAgts/IntrmyAgt1", "AD"),
            SenderToReceiver = Words(details, context),
        };
    }

    private static Headers.MtHeaders Headers(
        int type,
        BankToCustomerDebitCreditNotificationV08 message,
        AccountNotification17 notification,
        EntryTransaction10 details,
        ValueDateAmount amount,
        MtContext context
    )
    {
        var uetr = details.Refs?.UETR;
        var user = new MtInstructions(context).UserHeader(uetr, $"{DetailsPath}/Refs/UETR");
        return context.Headers(
            type,
            message.GrpHdr.CreDtTm,
            amount.Date,
            notification.Acct.Svcr,
            null,
            uetr is null ? null : user
        );
    }

    private static ValueDateAmount Amount(ReportEntry10 entry, EntryTransaction10 details, MtContext context)
    {
        var date = entry.ValDt switch
        {
            DateAndDateTime2Choice.Dt day => day.Value,
            DateAndDateTime2Choice.DtTm time => ISODate.From(time.Value.Value[..10]),
            _ => details.RltdDts?.IntrBkSttlmDt,
        };
        var amount = new ActiveCurrencyAndAmount(entry.Amt.Value, entry.Amt.Ccy.Value);
        return context.Settled(amount, date, $"{EntryPath}/Amt", $"{EntryPath}/ValDt");
    }

    private static void UseTechnical(
        AccountNotification17 notification,
        ReportEntry10 entry,
        EntryTransaction10 details,
        MtContext context
    )
    {
        context.Use(
            "GrpHdr/MsgId",
            "GrpHdr/CreDtTm",
            $"{Path}/CreDtTm",
            $"{Path}/Acct/Svcr/FinInstnId/BICFI",
            $"{EntryPath}/CdtDbtInd",
            $"{EntryPath}/Sts",
            $"{DetailsPath}/CdtDbtInd"
        );
        if (entry.NtryRef?.Value == notification.Id.Value)
        {
            context.Use($"{EntryPath}/NtryRef");
        }

        if (details.Amt == entry.Amt)
        {
            context.Use($"{DetailsPath}/Amt");
        }

        if (entry.ValDt is not DateAndDateTime2Choice.Dt day || details.RltdDts?.IntrBkSttlmDt == day.Value)
        {
            context.Use($"{DetailsPath}/RltdDts/IntrBkSttlmDt");
        }
    }

    // Field 21: the instruction's reference, else the end-to-end one.
    private static Reference Related(EntryTransaction10 details, MtContext context)
    {
        var (instruction, endToEnd) = (details.Refs?.InstrId?.Value, details.Refs?.EndToEndId?.Value);
        if (instruction is null || instruction == endToEnd)
        {
            context.Use($"{DetailsPath}/Refs/EndToEndId");
        }

        return context.Reference(instruction ?? endToEnd, $"{DetailsPath}/Refs/InstrId");
    }

    private static OrderingCustomer Customer(
        PartyIdentification135 party,
        EntryTransaction10 details,
        MtContext context
    )
    {
        var path = $"{DetailsPath}/RltdPties/Dbtr";
        // The account stands beside the choice of party or agent, not inside it.
        new MtAgents(context).Account(details.RltdPties?.DbtrAcct, path + "Acct");
        return new MtParties(context).Ordering(party, details.RltdPties?.DbtrAcct, path + "/Pty");
    }

    private static FinancialInstitution? Institution(EntryTransaction10 details, MtAgents agents) =>
        details.RltdPties?.Dbtr is Party40Choice.Agt debtor
            ? agents.Of(debtor.Value, null, $"{DetailsPath}/RltdPties/Dbtr/Agt", "AD")
            : agents.Of(details.RltdAgts?.DbtrAgt, null, $"{DetailsPath}/RltdAgts/DbtrAgt", "AD");

    private static DateTimeIndication? Moment(ReportEntry10 entry, MtContext context)
    {
        if (entry.BookgDt is not DateAndDateTime2Choice.DtTm { Value: var time })
        {
            return null;
        }

        context.Use($"{EntryPath}/BookgDt");
        time.TryGetZone(out var offset);
        var local = DateTime.ParseExact(time.Value[..16], "yyyy-MM-dd'T'HH:mm", null);
        return new DateTimeIndication(new DateTimeOffset(local, offset));
    }

    // Lines of field 72 that had become one text: each code word begins a line again.
    private static SenderToReceiverInformation? Words(EntryTransaction10 details, MtContext context)
    {
        if (details.AddtlTxInf is not { } text)
        {
            return null;
        }

        var path = $"{DetailsPath}/AddtlTxInf";
        context.Use(path);
        var lines = context
            .Text.Clean(text.Value, path)
            .Split(" /")
            .Select(static (part, i) => i == 0 ? part : "/" + part)
            .SelectMany(static part => part.Chunk(SenderToReceiverInformation.MaxLength))
            .Select(static piece => new string(piece))
            .ToList();
        if (lines.Count > SenderToReceiverInformation.MostLines)
        {
            context.Remarks.Truncated(path, string.Join(' ', lines.Skip(SenderToReceiverInformation.MostLines)));
            lines = lines[..SenderToReceiverInformation.MostLines];
            lines[^1] =
                lines[^1][..Math.Min(lines[^1].Length, SenderToReceiverInformation.MaxLength - 1)] + MtText.Mark;
        }

        return new SenderToReceiverInformation(context.Text.Starts(lines, path));
    }
}
