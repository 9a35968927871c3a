using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;
using Comity.SwiftMt.Messages;
using Comity.SwiftMt.Translation.ToIso;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// camt.053.001.08 with one statement as MT 940, or MT 950 where the options ask for it (CBPR+ translation rules camt.053 to MT940, known
/// through Reframe's mapping, TR004 to TR012).
/// </summary>
internal static class Camt053ToStatement
{
    private const string Path = "Stmt";

    public static MtMessage Translate(BankToCustomerStatementV08 message, MtContext context)
    {
        var statement = context.Single(message.Stmt, Path, "T20061");
        context.Use(
            "GrpHdr/MsgId",
            "GrpHdr/CreDtTm",
            "GrpHdr/OrgnlBizQry/MsgId",
            $"{Path}/CreDtTm",
            $"{Path}/StmtPgntn",
            $"{Path}/LglSeqNb",
            $"{Path}/Acct/Svcr/FinInstnId/BICFI"
        );
        var balances = new MtBalances(statement.Bal, context);
        var (opening, closing) = (balances.Opening, balances.Closing);
        var entries = Entries(statement, opening.Currency, context);
        var reference = context.Reference(statement.Id.Value, $"{Path}/Id");
        var number = Number(statement, context);
        if (context.Options.StatementForInstitutions)
        {
            return new Mt950
            {
                Headers = context.Headers(950, message.GrpHdr.CreDtTm, opening.Date, statement.Acct.Svcr, null, null),
                TransactionReference = reference,
                Account = new AccountIdentification(
                    Camt054ToConfirmation.Account(statement.Acct, $"{Path}/Acct", context).Account
                ),
                Number = number,
                Opening = opening,
                Entries = entries.Select(e => WithoutInformation(e, context)).ToValueList(),
                Closing = closing,
                ClosingAvailable = balances.ClosingAvailable,
            };
        }

        return new Mt940
        {
            Headers = context.Headers(940, message.GrpHdr.CreDtTm, opening.Date, statement.Acct.Svcr, null, null),
            TransactionReference = reference,
            RelatedReference = message.GrpHdr.OrgnlBizQry is { } query
                ? context.Reference(query.MsgId.Value, "GrpHdr/OrgnlBizQry/MsgId")
                : null,
            Account = Camt054ToConfirmation.Account(statement.Acct, $"{Path}/Acct", context),
            Number = number,
            Opening = opening,
            Entries = entries,
            Closing = closing,
            ClosingAvailable = balances.ClosingAvailable,
            ForwardAvailable = balances.ForwardAvailable,
            Information = Information(statement.AddtlStmtInf, $"{Path}/AddtlStmtInf", context),
        };
    }

    private static StatementNumber Number(AccountStatement9 statement, MtContext context)
    {
        var number = statement.LglSeqNb ?? statement.ElctrncSeqNb;
        if (statement.LglSeqNb is null)
        {
            context.Use($"{Path}/ElctrncSeqNb");
        }

        if (number is not { Value: >= 0 and <= 99_999 } given)
        {
            throw context.Remarks.Stop("T20150", $"{Path}/LglSeqNb", number?.ToString() ?? "nothing");
        }

        int? page = statement.StmtPgntn is { } pages ? int.Parse(pages.PgNb.Value) : null;
        return new StatementNumber((int)given.Value, page);
    }

    private static ValueList<StatementEntry> Entries(
        AccountStatement9 statement,
        CurrencyCode currency,
        MtContext context
    ) =>
        statement
            .Ntry.Select(
                (entry, i) =>
                {
                    var path = $"{Path}/Ntry{(i == 0 ? "" : $"[{i + 1}]")}";
                    Camt054ToConfirmation.RequireBooked(entry, context);
                    return new StatementEntry(
                        MtStatementLine.Of(entry, currency, path, context),
                        Information(entry.AddtlNtryInf, path + "/AddtlNtryInf", context)
                    );
                }
            )
            .ToValueList();

    private static AccountOwnerInformation? Information(Max500Text? text, string path, MtContext context)
    {
        if (text is null)
        {
            return null;
        }

        context.Use(path);
        return new AccountOwnerInformation(
            context.Text.Lines(text.Value, AccountOwnerInformation.MaxLength, AccountOwnerInformation.MostLines, path)
        );
    }

    private static StatementLine WithoutInformation(StatementEntry entry, MtContext context)
    {
        if (entry.Information is { } information)
        {
            context.Remarks.Missing($"{Path}/Ntry/AddtlNtryInf", information.Text());
        }

        return entry.Line;
    }
}
