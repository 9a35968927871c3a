using System.Diagnostics;
using System.Diagnostics.Metrics;
using Comity.Ledger.Blocks;

namespace Comity.Ordering.Embedded;

/// <summary>
/// What can be measured of an engine: the meter and the activity source <c>Comity.Ordering</c>. Names and units follow
/// OpenTelemetry's semantic conventions; docs/operations.md lists them.
/// </summary>
public sealed class EngineTelemetry : IDisposable
{
    /// <summary>The meter's and the activity source's name.</summary>
    public const string Name = "Comity.Ordering";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
        [
            0.00005,
            0.0001,
            0.00025,
            0.0005,
            0.001,
            0.0025,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
        ],
    };

    private static readonly InstrumentAdvice<int> Sizes = new()
    {
        HistogramBucketBoundaries = [0, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000],
    };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _transactions;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _append;
    private readonly Histogram<double> _flush;
    private readonly Histogram<double> _apply;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _size;
    private readonly SettlementCounters _settlements;
    private int _waiting;

    internal EngineTelemetry(EngineGauges gauges)
    {
        _blocks = _meter.CreateCounter<long>("comity.blocks", "{block}", "Blocks committed");
        _transactions = _meter.CreateCounter<long>(
            "comity.transactions",
            "{transaction}",
            "Transactions ordered, by comity.outcome: applied or refused"
        );
        _refusals = _meter.CreateCounter<long>(
            "comity.transactions.refused",
            "{transaction}",
            "Transactions that the ledger refused, by comity.refusal.code"
        );
        _append = Duration("comity.block.append.duration", "Time until a block is with the operating system");
        _flush = Duration("comity.block.flush.duration", "Time until a block is on the disk");
        _apply = Duration("comity.block.apply.duration", "Time the ledger takes for a block");
        _commit = Duration("comity.block.commit.duration", "Time the state root takes for a block");
        _size = _meter.CreateHistogram(
            "comity.block.transactions",
            "{transaction}",
            "Transactions of a block",
            advice: Sizes
        );
        _settlements = new SettlementCounters(_meter);
        _meter.CreateObservableGauge(
            "comity.settlements.waiting",
            () => Volatile.Read(ref _waiting),
            "{settlement}",
            "In the queue"
        );
        gauges.AddTo(_meter);
    }

    internal static ActivitySource Activities { get; } = new(Name);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>How many settlements wait, after a start.</summary>
    internal void Started(int waiting) => Volatile.Write(ref _waiting, waiting);

    /// <summary>A block was committed. For the ordering thread.</summary>
    internal void Committed(BlockResult result, int refused, int waiting, in BlockTimes times)
    {
        _blocks.Add(1);
        var applied = result.Receipts.Count - refused;
        if (applied > 0)
        {
            _transactions.Add(applied, KeyValuePair.Create("comity.outcome", (object?)"applied"));
        }

        if (refused > 0)
        {
            _transactions.Add(refused, KeyValuePair.Create("comity.outcome", (object?)"refused"));
            CountRefusals(result);
        }

        _append.Record(times.Append.TotalSeconds);
        _flush.Record(times.Flush.TotalSeconds);
        _apply.Record(times.Apply.TotalSeconds);
        _commit.Record(times.Commit.TotalSeconds);
        _size.Record(result.Receipts.Count);
        _settlements.Count(result);
        Volatile.Write(ref _waiting, waiting);
    }

    private void CountRefusals(BlockResult result)
    {
        if (!_refusals.Enabled)
        {
            return;
        }

        foreach (var receipt in result.Receipts)
        {
            if (receipt.Refusal is { } refusal)
            {
                _refusals.Add(1, KeyValuePair.Create("comity.refusal.code", (object?)refusal.Code.ToString()));
            }
        }
    }

    private Histogram<double> Duration(string name, string about) =>
        _meter.CreateHistogram(name, "s", about, advice: Durations);
}
