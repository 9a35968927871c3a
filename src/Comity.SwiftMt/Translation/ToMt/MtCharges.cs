using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Fields 71A, 71F and 71G (pacs.008 TR016 to TR018): shared or the creditor's, each charge is a 71F; the debtor's, their sum is the 71G.
/// </summary>
internal sealed record MtCharges(
    ChargesCode Code,
    ValueList<CurrencyAmount> Senders,
    CurrencyAmount? Receivers,
    bool IsServiceLevel
)
{
    public static MtCharges Of(
        ChargeBearerType1Code? bearer,
        ValueList<Charges7> charges,
        CurrencyCode settled,
        string path,
        MtContext context
    )
    {
        context.Use(path + "/ChrgBr");
        var code = bearer switch
        {
            ChargeBearerType1Code.CRED => ChargesCode.BEN,
            ChargeBearerType1Code.DEBT => ChargesCode.OUR,
            _ => ChargesCode.SHA,
        };
        if (bearer is null)
        {
            context.Remarks.Changed(path + "/ChrgBr", "SHAR", "T20096");
        }

        var amounts = charges
            .Select((charge, i) => context.Amount(charge.Amt, $"{path}/ChrgsInf{(i == 0 ? "" : $"[{i + 1}]")}/Amt")!)
            .ToValueList();
        if (code == ChargesCode.OUR)
        {
            return new MtCharges(code, [], Sum(amounts, settled, path, context), false);
        }

        // A beneficiary who pays must see at least one charge, be it zero (rule C15).
        var senders = code == ChargesCode.BEN && amounts.Count == 0 ? [new CurrencyAmount(settled, 0m)] : amounts;
        return new MtCharges(code, senders, null, bearer == ChargeBearerType1Code.SLEV);
    }

    private static CurrencyAmount? Sum(
        ValueList<CurrencyAmount> amounts,
        CurrencyCode settled,
        string path,
        MtContext context
    )
    {
        if (amounts.Count == 0)
        {
            return null;
        }

        var source = path + "/ChrgsInf";
        var sum = amounts.Sum(static amount => amount.Amount);
        var fault =
            amounts.Select(static amount => amount.Currency).Distinct().Count() > 1 ? "T20045"
            : amounts[0].Currency != settled ? "T13004"
            : sum == 0 ? "T13009"
            : SwiftMt.Text.Guard.NumberText(sum).Length > CurrencyAmount.MaxLength ? "T13005"
            : null;
        if (fault is null)
        {
            return new CurrencyAmount(settled, sum);
        }

        context.Remarks.Missing(source, string.Join(", ", amounts.Select(static amount => amount.Text())), fault);
        return null;
    }
}
