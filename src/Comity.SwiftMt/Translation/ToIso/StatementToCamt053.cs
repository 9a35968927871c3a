using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Translation.ToIso;

/// <summary>
/// MT 940 and MT 950 as camt.053.001.08 (CBPR+ translation rules, known through Reframe's mappings, TR004 to TR012, and the public pairs
/// of messages of WSO2's module, c.53.1.1). The kind of transaction stands as a proprietary code, issuer SWIFT, where those pairs write
/// that none was provided: so it comes back.
/// </summary>
internal static class StatementToCamt053
{
    /// <summary>The issuer of the codes of field 61.</summary>
    public const string CodeIssuer = "SWIFT";

    public static BusinessMessage Translate(Mt940 message, IsoContext context)
    {
        var balances = Balances(message.Opening, message.Closing, message.ClosingAvailable, message.ForwardAvailable);
        var statement = Statement(message.TransactionReference, message.Account, message.Number, balances, context) with
        {
            StmtPgntn = Pagination(message.Number, message.Closing),
            Ntry = message
                .Entries.Select(e => Entry(e.Line, e.Information, message.Opening.Currency, context))
                .ToValueList(),
            AddtlStmtInf = Words(message.Information),
        };
        return Message(message.TransactionReference, message.RelatedReference, statement, context);
    }

    public static BusinessMessage Translate(Mt950 message, IsoContext context)
    {
        var balances = Balances(message.Opening, message.Closing, message.ClosingAvailable, []);
        var statement = Statement(message.TransactionReference, message.Account, message.Number, balances, context) with
        {
            StmtPgntn = Pagination(message.Number, message.Closing),
            Ntry = message.Entries.Select(e => Entry(e, null, message.Opening.Currency, context)).ToValueList(),
        };
        return Message(message.TransactionReference, null, statement, context);
    }

    private static AccountStatement9 Statement(
        Reference reference,
        AccountIdentification account,
        StatementNumber number,
        ValueList<CashBalance8> balances,
        IsoContext context
    ) =>
        new()
        {
            Id = reference.Value,
            LglSeqNb = number.Statement,
            Acct = ConfirmationToCamt054.Account(account, Currency(balances), context.Remarks),
            Bal = balances,
        };

    private static CurrencyCode Currency(ValueList<CashBalance8> balances) => balances[0].Amt.Ccy.Value;

    private static Pagination1 Pagination(StatementNumber number, Balance closing) =>
        new() { PgNb = $"{number.Page ?? 1}", LastPgInd = !closing.IsIntermediate };

    private static ValueList<CashBalance8> Balances(
        Balance opening,
        Balance closing,
        Balance? available,
        ValueList<Balance> forward
    )
    {
        List<CashBalance8> all = [Of(opening, "OPBD"), Of(closing, "CLBD")];
        if (available is not null)
        {
            all.Add(Of(available, "CLAV"));
        }

        all.AddRange(forward.Select(static balance => Of(balance, "FWAV")));
        return all.ToValueList();
    }

    private static CashBalance8 Of(Balance balance, string type) =>
        new()
        {
            Tp = new BalanceType13
            {
                CdOrPrtry = new BalanceType10Choice.Cd(type),
                SubTp = balance.IsIntermediate ? new BalanceSubType1Choice.Cd("INTM") : null,
            },
            Amt = new ActiveOrHistoricCurrencyAndAmount(balance.Amount, balance.Currency.Value),
            CdtDbtInd = balance.IsCredit ? CreditDebitCode.CRDT : CreditDebitCode.DBIT,
            Dt = new DateAndDateTime2Choice.Dt(IsoTimes.Date(balance.Date)),
        };

    private static ReportEntry10 Entry(
        StatementLine line,
        AccountOwnerInformation? information,
        CurrencyCode currency,
        IsoContext context
    )
    {
        if (line.FundsCode is { } funds && funds != currency.Value[2])
        {
            context.Remarks.Missing("61", funds.ToString());
        }

        var amount = new ActiveOrHistoricCurrencyAndAmount(line.Amount, currency.Value);
        var side = line.IsDebit ? CreditDebitCode.DBIT : CreditDebitCode.CRDT;
        return new ReportEntry10
        {
            Amt = amount,
            CdtDbtInd = side,
            RvslInd = line.Mark is EntryMark.RC or EntryMark.RD ? true : null,
            Sts = new EntryStatus1Choice.Cd("BOOK"),
            BookgDt = BookingDate(line) is { } booked ? new DateAndDateTime2Choice.Dt(IsoTimes.Date(booked)) : null,
            ValDt = new DateAndDateTime2Choice.Dt(IsoTimes.Date(line.ValueDate)),
            AcctSvcrRef = line.BankReference is { } bank ? (Max35Text)bank : null,
            BkTxCd = new BankTransactionCodeStructure4
            {
                Prtry = new ProprietaryBankTransactionCodeStructure1 { Cd = line.TypeCode, Issr = CodeIssuer },
            },
            NtryDtls = [new EntryDetails9 { TxDtls = [Details(line, amount, side)] }],
            AddtlNtryInf = Words(information),
        };
    }

    private static EntryTransaction10 Details(
        StatementLine line,
        ActiveOrHistoricCurrencyAndAmount amount,
        CreditDebitCode side
    ) =>
        new()
        {
            Refs =
                line.Reference == StatementLine.NoReference
                    ? null
                    : new TransactionReferences6 { EndToEndId = line.Reference },
            Amt = amount,
            CdtDbtInd = side,
            AddtlTxInf = line.SupplementaryDetails is { } more ? (Max500Text)more : null,
        };

    // The field gives month and day; the year is the one that brings it nearest to the value date.
    private static DateOnly? BookingDate(StatementLine line)
    {
        if (line.EntryDate is not var (month, day))
        {
            return null;
        }

        return Enumerable
            .Range(line.ValueDate.Year - 1, 3)
            .Where(year => day <= DateTime.DaysInMonth(year, month))
            .Select(year => new DateOnly(year, month, day))
            .OrderBy(date => Math.Abs(date.DayNumber - line.ValueDate.DayNumber))
            .Cast<DateOnly?>()
            .FirstOrDefault();
    }

    private static Max500Text? Words(AccountOwnerInformation? field) =>
        field is null ? null : (Max500Text)CodedText.Join(field.Lines, AccountOwnerInformation.MaxLength);

    private static BusinessMessage Message(
        Reference reference,
        Reference? request,
        AccountStatement9 statement,
        IsoContext context
    )
    {
        var document = new Camt05300108(
            new BankToCustomerStatementV08
            {
                GrpHdr = new GroupHeader81
                {
                    MsgId = reference.Value,
                    CreDtTm = context.CreationTime,
                    OrgnlBizQry = request is null ? null : new OriginalBusinessQuery1 { MsgId = request.Value },
                },
                Stmt = [statement],
            }
        );
        return new BusinessMessage(document) { Header = context.Header(reference.Value, document.Type.Identifier) };
    }
}
