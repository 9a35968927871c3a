using System.Diagnostics.CodeAnalysis;
using Comity.Gateway.Directory;
using Comity.Gateway.Inbox;
using Comity.Gateway.Mapping;
using Comity.Iso20022;
using Comity.Iso20022.Components;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;

namespace Comity.Gateway.Outbox;

/// <summary>camt.054: a credit or a debit on one of the participant's accounts, from one leg of a settlement.</summary>
internal static class AccountNotification
{
    // Payments, issued or received, credit transfer across borders (ISO 20022 external bank transaction codes).
    private const string Domain = "PMNT";
    private const string SubFamily = "XBCT";

    /// <summary>Notifies of one leg.</summary>
    /// <param name="header">Who notifies, and when.</param>
    /// <param name="directory">Who the other side is, and the currency's decimals.</param>
    /// <param name="settled">The leg that settled.</param>
    /// <param name="isCredit">Whether the participant's account was credited.</param>
    /// <param name="file">The notification, where a message can carry the instrument and the amount.</param>
    public static bool TryWrite(
        AnswerHeader header,
        BankDirectory directory,
        SettledLeg settled,
        bool isCredit,
        [NotNullWhen(true)] out OutboxFile? file
    )
    {
        file = null;
        var currency = settled.Leg.Amount.Instrument;
        if (
            currency.ToString().Length != 3
            || !directory.Decimals.TryGetValue(currency, out var decimals)
            || !ActiveOrHistoricCurrencyAndAmount
                .Check(MinorUnits.ToDecimal(settled.Leg.Amount.Units, decimals), currency.ToString())
                .TryGet(out var amount)
        )
        {
            return false;
        }

        var side = isCredit ? "credit" : "debit";
        var identification = AnswerHeader.Identify(
            "camt.054",
            settled.Uetr.ToString(),
            side,
            settled.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        var notification = new AccountNotification17
        {
            Id = identification,
            CreDtTm = header.Now.ToUniversalTime(),
            Acct = new CashAccount39
            {
                Id = Account(isCredit ? settled.Leg.To : settled.Leg.From),
                Ccy = currency.ToString(),
            },
            Ntry = [Entry(directory, settled, isCredit, amount)],
        };
        var message = new Camt05400108(
            new BankToCustomerDebitCreditNotificationV08
            {
                GrpHdr = new GroupHeader81 { MsgId = identification, CreDtTm = header.Now.ToUniversalTime() },
                Ntfctn = [notification],
            }
        );
        var to = header.Own.FinInstnId.BICFI?.Value ?? string.Empty;
        file = header.ToFile(message, identification, to, $"{settled.Uetr}-{side}");
        return true;
    }

    private static ReportEntry10 Entry(
        BankDirectory directory,
        SettledLeg settled,
        bool isCredit,
        ActiveOrHistoricCurrencyAndAmount amount
    )
    {
        var at = new DateAndDateTime2Choice.DtTm(
            DateTimeOffset.FromUnixTimeMilliseconds((long)settled.At.Milliseconds)
        );
        return new ReportEntry10
        {
            Amt = amount,
            CdtDbtInd = isCredit ? CreditDebitCode.CRDT : CreditDebitCode.DBIT,
            Sts = new EntryStatus1Choice.Cd("BOOK"),
            BookgDt = at,
            ValDt = at,
            BkTxCd = new BankTransactionCodeStructure4
            {
                Domn = new BankTransactionCodeStructure5
                {
                    Cd = Domain,
                    Fmly = new BankTransactionCodeStructure6 { Cd = isCredit ? "RCDT" : "ICDT", SubFmlyCd = SubFamily },
                },
            },
            NtryDtls =
            [
                new EntryDetails9
                {
                    TxDtls =
                    [
                        new EntryTransaction10
                        {
                            Refs = new TransactionReferences6 { UETR = settled.Uetr.ToString() },
                            Amt = amount,
                            CdtDbtInd = isCredit ? CreditDebitCode.CRDT : CreditDebitCode.DBIT,
                            RltdPties = new TransactionParties6
                            {
                                DbtrAcct = new CashAccount38 { Id = Account(settled.Leg.From) },
                                CdtrAcct = new CashAccount38 { Id = Account(settled.Leg.To) },
                            },
                            RltdAgts = new TransactionAgents5
                            {
                                DbtrAgt = Bank(directory, settled.Leg.From),
                                CdtrAgt = Bank(directory, settled.Leg.To),
                            },
                            Purp = settled.Purpose.Length > 0 ? new Purpose2Choice.Cd(settled.Purpose) : null,
                        },
                    ],
                },
            ],
        };
    }

    private static AccountIdentification4Choice.Othr Account(AccountAddress address) =>
        new(new GenericAccountIdentification1 { Id = address.ToString() });

    private static BranchAndFinancialInstitutionIdentification6? Bank(
        BankDirectory directory,
        AccountAddress account
    ) =>
        directory.TryFindOwner(account, out var bank)
            ? new BranchAndFinancialInstitutionIdentification6
            {
                FinInstnId = new FinancialInstitutionIdentification18
                {
                    BICFI = bank.Bic.ToString(),
                    LEI = bank.Lei.ToString(),
                },
            }
            : null;
}

/// <summary>One leg of a settlement that has settled.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Number">Which leg, from 0.</param>
/// <param name="Leg">What moved.</param>
/// <param name="At">The block time.</param>
/// <param name="Purpose">ISO 20022 purpose code, or empty.</param>
internal sealed record SettledLeg(Uetr Uetr, int Number, Leg Leg, Timestamp At, string Purpose);
