using System.Diagnostics.Metrics;

namespace Comity.Ordering.Embedded;

/// <summary>What of an engine is read when somebody asks, rather than counted.</summary>
internal sealed record EngineGauges
{
    public required Func<long> Height { get; init; }

    public required Func<int> InFlight { get; init; }

    public required Func<long> Busy { get; init; }

    public required Func<long> Malformed { get; init; }

    public required Func<TimeSpan> CheckpointAge { get; init; }

    public required Func<long> FreeDisk { get; init; }

    public required Func<bool> OrderingStopped { get; init; }

    public required Func<bool> DiskFull { get; init; }

    public required Func<long> WitnessFailures { get; init; }

    /// <summary>Makes them instruments of a meter.</summary>
    public void AddTo(Meter meter)
    {
        meter.CreateObservableGauge("comity.ledger.height", Height, "{block}", "The last committed block");
        meter.CreateObservableGauge(
            "comity.intake.transactions",
            InFlight,
            "{transaction}",
            "Taken in and not answered"
        );
        meter.CreateObservableCounter(
            "comity.intake.busy",
            Busy,
            "{transaction}",
            "Not taken in: too much is under way, or the node does not order"
        );
        meter.CreateObservableCounter(
            "comity.intake.malformed",
            Malformed,
            "{transaction}",
            "Never ordered: no transaction, or a wrong signature"
        );
        meter.CreateObservableGauge(
            "comity.checkpoint.age",
            () => CheckpointAge().TotalSeconds,
            "s",
            "Since a checkpoint was last written, or the node started"
        );
        meter.CreateObservableGauge("comity.disk.free", FreeDisk, "By", "Free space where the data folder is");
        meter.CreateObservableGauge(
            "comity.ordering.stopped",
            () => OrderingStopped() ? 1 : 0,
            "1",
            "1 where acknowledged blocks are missing and nothing is ordered"
        );
        meter.CreateObservableGauge(
            "comity.disk.full",
            () => DiskFull() ? 1 : 0,
            "1",
            "1 where a block could not be written for want of space"
        );
        meter.CreateObservableCounter(
            "comity.witness.failures",
            WitnessFailures,
            "{failure}",
            "Times that the witness could not be written"
        );
    }
}
