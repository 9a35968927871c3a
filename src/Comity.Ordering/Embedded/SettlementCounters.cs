using System.Diagnostics.Metrics;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;

namespace Comity.Ordering.Embedded;

/// <summary>Counts what becomes of settlements, from a block's events.</summary>
internal sealed class SettlementCounters
{
    private readonly Counter<long> _settlements;
    private long _saved;
    private long _sets;

    public SettlementCounters(Meter meter)
    {
        _settlements = meter.CreateCounter<long>(
            "comity.settlements",
            "{settlement}",
            "Settlements by comity.settlement.state: settled, queued, reserved, cancelled, expired"
        );
        meter.CreateObservableCounter(
            "comity.liquidity_saver.settlements",
            () => Volatile.Read(ref _saved),
            "{settlement}",
            "Settlements that executed together because none could alone"
        );
        meter.CreateObservableCounter(
            "comity.liquidity_saver.sets",
            () => Volatile.Read(ref _sets),
            "{set}",
            "Sets of settlements that the liquidity saver executed"
        );
    }

    /// <summary>Counts a block's.</summary>
    public void Count(BlockResult result)
    {
        if (!_settlements.Enabled)
        {
            return;
        }

        var (settled, queued, reserved, cancelled, expired) = (0, 0, 0, 0, 0);
        foreach (var happened in result.Events)
        {
            switch (happened)
            {
                case SettlementSettled:
                    settled++;
                    break;
                case SettlementQueued:
                    queued++;
                    break;
                case FundsReserved:
                    reserved++;
                    break;
                case SettlementCancelled:
                    cancelled++;
                    break;
                case SettlementExpired:
                    expired++;
                    break;
                case LiquiditySaved saved:
                    Volatile.Write(ref _sets, _sets + 1);
                    Volatile.Write(ref _saved, _saved + saved.Settlements.Length);
                    break;
                default:
                    break;
            }
        }

        Add("settled", settled);
        Add("queued", queued);
        Add("reserved", reserved);
        Add("cancelled", cancelled);
        Add("expired", expired);
    }

    private void Add(string state, int count)
    {
        if (count > 0)
        {
            _settlements.Add(count, KeyValuePair.Create("comity.settlement.state", (object?)state));
        }
    }
}
