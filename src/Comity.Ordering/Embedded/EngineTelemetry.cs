using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Comity.Ordering.Embedded;

/// <summary>What can be measured of an engine: the meter and the activity source <c>Comity.Ordering</c>.</summary>
public sealed class EngineTelemetry : IDisposable
{
    /// <summary>The meter's and the activity source's name.</summary>
    public const string Name = "Comity.Ordering";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _flush;
    private readonly Histogram<double> _apply;
    private readonly Histogram<int> _size;

    internal EngineTelemetry(Func<int> inFlight, Func<long> height)
    {
        _blocks = _meter.CreateCounter<long>("comity.blocks", "{block}", "Blocks committed");
        _applied = _meter.CreateCounter<long>("comity.transactions.applied", "{transaction}", "Transactions applied");
        _refused = _meter.CreateCounter<long>("comity.transactions.refused", "{transaction}", "Transactions refused");
        _flush = _meter.CreateHistogram<double>("comity.flush.duration", "s", "Time until a block is on the disk");
        _apply = _meter.CreateHistogram<double>("comity.apply.duration", "s", "Time the ledger takes for a block");
        _size = _meter.CreateHistogram<int>("comity.block.transactions", "{transaction}", "Transactions of a block");
        _meter.CreateObservableGauge("comity.transactions.in_flight", inFlight, "{transaction}", "Not yet answered");
        _meter.CreateObservableGauge("comity.height", height, "{block}", "The last committed block");
    }

    internal static ActivitySource Activities { get; } = new(Name);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Committed(int applied, int refused, TimeSpan apply, TimeSpan flush)
    {
        _blocks.Add(1);
        _applied.Add(applied);
        _refused.Add(refused);
        _apply.Record(apply.TotalSeconds);
        _flush.Record(flush.TotalSeconds);
        _size.Record(applied + refused);
    }
}
