using System.Diagnostics;
using System.Diagnostics.Metrics;
using Comity.Node.Access.Budgets;
using Comity.Node.Hosting;
using Comity.Node.ReadModel;
using Comity.Ordering.Embedded;

namespace Comity.Node.Operating;

/// <summary>What can be measured of a node beside its engine: the meter <c>Comity.Node</c>. docs/operations.md lists it.</summary>
internal sealed class NodeMetrics : IDisposable
{
    /// <summary>The meter's and the activity source's name.</summary>
    public const string Name = "Comity.Node";

    private readonly Meter _meter = new(Name);

    /// <summary>Begins to measure.</summary>
    public NodeMetrics(EmbeddedEngine engine, ReadModelHost readModel, LimitCounters limits)
    {
        _meter.CreateObservableGauge(
            "comity.read_model.lag",
            () =>
            {
                var height = readModel.Projector?.Status.Height;
                var tip = engine.Tip.Height;
                return height is { } at && at < tip ? (long)(tip - at) : 0;
            },
            "{block}",
            "Blocks that the read model is behind the ledger"
        );
        _meter.CreateObservableGauge(
            "comity.read_model.stopped",
            () => readModel.Projector?.Status.State is ReadModelState.Away or ReadModelState.Failed ? 1 : 0,
            "1",
            "1 where the read model cannot be used: its database is away, or it has failed"
        );
        _meter.CreateObservableCounter(
            "comity.calls.limited",
            limits.Measure,
            "{call}",
            "Calls and connections turned away, and streams held back, as their caller was over a limit"
        );
    }

    /// <summary>What the node does that is traced, beside its engine.</summary>
    internal static ActivitySource Activities { get; } = new(Name);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
