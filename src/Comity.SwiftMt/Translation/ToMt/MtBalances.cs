using Comity.Iso20022.Components;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>Balances as fields 60a, 62a, 64 and 65 (camt.053 TR008 to TR011, codes T20151 to T20159); others have no field.</summary>
internal sealed class MtBalances
{
    private const string Path = "Stmt/Bal";

    private readonly ValueList<CashBalance8> balances;
    private readonly MtContext context;

    public MtBalances(ValueList<CashBalance8> balances, MtContext context)
    {
        this.balances = balances;
        this.context = context;
        Opening = One("OPBD", "T20151");
        Closing = One("CLBD", "T20154");
        var available = All("CLAV");
        ClosingAvailable = available.Count switch
        {
            0 => null,
            1 => available[0],
            _ => throw context.Remarks.Stop("T20156", Path, $"{available.Count}"),
        };
        ForwardAvailable = All("FWAV");
    }

    public Balance Opening { get; }

    public Balance Closing { get; }

    public Balance? ClosingAvailable { get; }

    public ValueList<Balance> ForwardAvailable { get; }

    private Balance One(string type, string code)
    {
        var all = All(type);
        return all.Count == 1 ? all[0] : throw context.Remarks.Stop(code, Path, $"{all.Count}");
    }

    private ValueList<Balance> All(string type)
    {
        var all = new List<Balance>();
        for (var i = 0; i < balances.Count; i++)
        {
            if (balances[i].Tp.CdOrPrtry is BalanceType10Choice.Cd cd && cd.Value.Value == type)
            {
                all.Add(Of(balances[i], Path + (i == 0 ? "" : $"[{i + 1}]")));
            }
        }

        return all.ToValueList();
    }

    private Balance Of(CashBalance8 balance, string path)
    {
        context.Use($"{path}/Tp", $"{path}/Amt", $"{path}/CdtDbtInd", $"{path}/Dt");
        CurrencyCode currency = balance.Amt.Ccy.Value;
        var date = balance.Dt switch
        {
            DateAndDateTime2Choice.Dt day => day.Value,
            DateAndDateTime2Choice.DtTm time => ISODate.From(time.Value.Value[..10]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new Balance(
            balance.CdtDbtInd == CreditDebitCode.CRDT,
            context.Date(date, $"{path}/Dt"),
            currency,
            context.Amount(balance.Amt.Value, currency, $"{path}/Amt", "T20159"),
            balance.Tp.SubTp is BalanceSubType1Choice.Cd { Value.Value: "INTM" }
        );
    }
}
