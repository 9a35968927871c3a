using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Translation.ToIso;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// An entry as field 61 (camt.053 TR005 to TR007). The owner's reference is the end-to-end identification of a credit, and the
/// instruction's of a debit, or what there is; without one of SWIFT's own codes the kind is a transfer, NTRF.
/// </summary>
internal static class MtStatementLine
{
    private const string Transfer = "NTRF";
    private const int MaxDetails = 34;

    public static StatementLine Of(ReportEntry10 entry, CurrencyCode currency, string path, MtContext context)
    {
        context.Use(
            $"{path}/Amt",
            $"{path}/CdtDbtInd",
            $"{path}/RvslInd",
            $"{path}/Sts",
            $"{path}/ValDt",
            $"{path}/BookgDt"
        );
        if (entry.Amt.Ccy.Value != currency.Value)
        {
            throw context.Remarks.Stop("T20163", $"{path}/Amt", entry.Amt.Ccy.Value);
        }

        var all = entry.NtryDtls.SelectMany(static details => details.TxDtls).ToList();
        var details = all.Count == 1 ? all[0] : null;
        var detailsPath = $"{path}/NtryDtls/TxDtls";
        if (details?.Amt == entry.Amt)
        {
            context.Use($"{detailsPath}/Amt");
        }

        if (details?.CdtDbtInd == entry.CdtDbtInd)
        {
            context.Use($"{detailsPath}/CdtDbtInd");
        }

        var valueDate = context.Date(DateOf(entry.ValDt) ?? DateOf(entry.BookgDt), $"{path}/ValDt");
        var booked = DateOf(entry.BookgDt)?.Date;
        return new StatementLine
        {
            ValueDate = valueDate,
            EntryDate = booked is { } day ? (day.Month, day.Day) : null,
            Mark = Mark(entry),
            Amount = context.Amount(entry.Amt.Value, currency, $"{path}/Amt", "T20160"),
            TypeCode = TypeCode(entry.BkTxCd, $"{path}/BkTxCd", context),
            Reference = Reference(entry, details, detailsPath, context),
            BankReference = BankReference(entry, path, context),
            SupplementaryDetails = Details(details, $"{detailsPath}/AddtlTxInf", context),
        };
    }

    private static ISODate? DateOf(DateAndDateTime2Choice? choice) =>
        choice switch
        {
            DateAndDateTime2Choice.Dt day => day.Value,
            DateAndDateTime2Choice.DtTm time => ISODate.From(time.Value.Value[..10]),
            _ => null,
        };

    // The reversal of a credit takes, so its side is debit.
    private static EntryMark Mark(ReportEntry10 entry) =>
        (entry.CdtDbtInd, entry.RvslInd ?? false) switch
        {
            (CreditDebitCode.DBIT, true) => EntryMark.RC,
            (CreditDebitCode.CRDT, true) => EntryMark.RD,
            (CreditDebitCode.DBIT, false) => EntryMark.D,
            _ => EntryMark.C,
        };

    private static string TypeCode(BankTransactionCodeStructure4 code, string path, MtContext context)
    {
        if (
            code.Prtry is { Issr.Value: StatementToCamt053.CodeIssuer, Cd.Value: ['N' or 'S' or 'F', _, _, _] own }
            && own.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
        )
        {
            context.Use($"{path}/Prtry");
            return own;
        }

        return Transfer;
    }

    private static string Reference(ReportEntry10 entry, EntryTransaction10? details, string path, MtContext context)
    {
        var (instruction, endToEnd) = (details?.Refs?.InstrId?.Value, details?.Refs?.EndToEndId?.Value);
        var (value, tag) =
            entry.CdtDbtInd == CreditDebitCode.CRDT || instruction is null
                ? (endToEnd, "EndToEndId")
                : (instruction, "InstrId");
        if (value is null or CodedText.NotProvided)
        {
            return StatementLine.NoReference;
        }

        context.Use($"{path}/Refs/{tag}");
        var text = context.Text.Fit(value, 16, $"{path}/Refs/{tag}");
        if (!IsReference(text))
        {
            context.Remarks.Changed($"{path}/Refs/{tag}", value, "T14001");
            return StatementLine.NoReference;
        }

        return text;
    }

    private static string? BankReference(ReportEntry10 entry, string path, MtContext context)
    {
        if (entry.AcctSvcrRef is not { } reference)
        {
            return null;
        }

        context.Use($"{path}/AcctSvcrRef");
        var text = context.Text.Fit(reference.Value, 16, $"{path}/AcctSvcrRef");
        if (IsReference(text))
        {
            return text;
        }

        context.Remarks.Missing($"{path}/AcctSvcrRef", reference.Value);
        return null;
    }

    private static bool IsReference(string text) =>
        !text.StartsWith('/') && !text.EndsWith('/') && !text.Contains("//", StringComparison.Ordinal);

    private static string? Details(EntryTransaction10? details, string path, MtContext context)
    {
        if (details?.AddtlTxInf is not { } text)
        {
            return null;
        }

        context.Use(path);
        return context.Text.Starts([context.Text.Fit(text.Value, MaxDetails, path)], path)[0];
    }
}
