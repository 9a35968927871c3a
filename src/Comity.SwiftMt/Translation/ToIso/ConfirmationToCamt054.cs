using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// MT 900 and MT 910 as camt.054.001.08 (CBPR+ translation rules, known through Reframe's mappings and the public pairs of messages of
/// WSO2's module, c.54.1.1).
/// </summary>
internal static class ConfirmationToCamt054
{
    private const string Booked = "BOOK";

    public static BusinessMessage Translate(Mt900 message, IsoContext context)
    {
        var institution = IsoAgents.Of(message.OrderingInstitution, "52", context.Remarks);
        ReportAccount("52", institution?.Account, context.Remarks);
        var details = Details(message.RelatedReference, message.Amount, CreditDebitCode.DBIT, context) with
        {
            RltdPties = institution is null
                ? null
                : new TransactionParties6 { Dbtr = new Party40Choice.Agt(institution.Agent) },
            AddtlTxInf = Words(message.SenderToReceiver),
        };
        return Message(message.TransactionReference, message.Account, message.Moment, message.Amount, details, context);
    }

    public static BusinessMessage Translate(Mt910 message, IsoContext context)
    {
        var remarks = context.Remarks;
        var institution = IsoAgents.Of(message.OrderingInstitution, "52", remarks);
        var intermediary = IsoAgents.Of(message.Intermediary, "56", remarks);
        ReportAccount("52", institution?.Account, remarks);
        ReportAccount("56", intermediary?.Account, remarks);
        var details = Details(message.RelatedReference, message.Amount, CreditDebitCode.CRDT, context) with
        {
            RltdPties = Parties(message.OrderingCustomer, institution, remarks),
            RltdAgts = intermediary is null ? null : new TransactionAgents5 { IntrmyAgt1 = intermediary.Agent },
            AddtlTxInf = Words(message.SenderToReceiver),
        };
        return Message(message.TransactionReference, message.Account, message.Moment, message.Amount, details, context);
    }

    /// <summary>The account of field 25, with its owner in option P.</summary>
    internal static CashAccount39 Account(AccountIdentification field, CurrencyCode currency, Remarks remarks)
    {
        var id = field.Account;
        if (id.Length > 34)
        {
            remarks.Truncated("25", id);
            id = id[..33] + "+";
        }

        return new CashAccount39
        {
            Id = IsoAgents.Account(id).Id,
            Ccy = currency.Value,
            Ownr = field.Owner is { } owner
                ? new PartyIdentification135
                {
                    Id = new Party38Choice.OrgId(new OrganisationIdentification29 { AnyBIC = owner.Value }),
                }
                : null,
        };
    }

    /// <summary>An ISO code has no counterpart in MT; the rules write that it was not provided.</summary>
    internal static BankTransactionCodeStructure4 NoCode { get; } =
        new()
        {
            Prtry = new ProprietaryBankTransactionCodeStructure1
            {
                Cd = CodedText.NotProvided,
                Issr = CodedText.NotProvided,
            },
        };

    private static TransactionParties6 Parties(OrderingCustomer? customer, IsoAgent? institution, Remarks remarks)
    {
        if (customer is null)
        {
            return new TransactionParties6 { Dbtr = new Party40Choice.Agt(institution!.Agent) };
        }

        var (party, account) = IsoParties.Of(customer, remarks);
        return new TransactionParties6 { Dbtr = new Party40Choice.Pty(party), DbtrAcct = account };
    }

    private static EntryTransaction10 Details(
        Reference related,
        ValueDateAmount amount,
        CreditDebitCode side,
        IsoContext context
    ) =>
        new()
        {
            Refs = new TransactionReferences6
            {
                InstrId = related.Value,
                EndToEndId = related.Value,
                UETR = context.Uetr is { } uetr ? (UUIDv4Identifier)uetr.Value : null,
            },
            Amt = new ActiveOrHistoricCurrencyAndAmount(amount.Amount, amount.Currency.Value),
            CdtDbtInd = side,
            RltdDts = new TransactionDates3 { IntrBkSttlmDt = IsoTimes.Date(amount.Date) },
        };

    private static BusinessMessage Message(
        Reference reference,
        AccountIdentification account,
        DateTimeIndication? moment,
        ValueDateAmount amount,
        EntryTransaction10 details,
        IsoContext context
    )
    {
        var entry = new ReportEntry10
        {
            NtryRef = CodedText.NotProvided,
            Amt = details.Amt!,
            CdtDbtInd = details.CdtDbtInd!.Value,
            Sts = new EntryStatus1Choice.Cd(Booked),
            BookgDt = moment is null
                ? null
                : new DateAndDateTime2Choice.DtTm(
                    $"{moment.Moment:yyyy-MM-ddTHH:mm:ss}{IsoTimes.Offset(moment.Moment.Offset)}"
                ),
            ValDt = new DateAndDateTime2Choice.Dt(IsoTimes.Date(amount.Date)),
            BkTxCd = NoCode,
            NtryDtls = [new EntryDetails9 { TxDtls = [details] }],
        };
        var document = new Camt05400108(
            new BankToCustomerDebitCreditNotificationV08
            {
                GrpHdr = new GroupHeader81 { MsgId = reference.Value, CreDtTm = context.CreationTime },
                Ntfctn =
                [
                    new AccountNotification17
                    {
                        Id = reference.Value,
                        Acct = Account(account, amount.Currency, context.Remarks),
                        Ntry = [entry],
                    },
                ],
            }
        );
        return new BusinessMessage(document) { Header = context.Header(reference.Value, document.Type.Identifier) };
    }

    private static Max500Text? Words(SenderToReceiverInformation? field) =>
        field is null ? null : (Max500Text)CodedText.Join(field.Lines, SenderToReceiverInformation.MaxLength);

    private static void ReportAccount(string tag, CashAccount38? account, Remarks remarks)
    {
        if (account is not null)
        {
            remarks.Missing(tag, account.Id.ToString());
        }
    }
}
