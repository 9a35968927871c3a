using System.Diagnostics.Metrics;
using Comity.Ordering.Embedded;

namespace Comity.Node.Operating;

/// <summary>What can be measured of a node beside its engine: the meter <c>Comity.Node</c>. docs/operations.md lists it.</summary>
internal sealed class NodeMetrics : IDisposable
{
    /// <summary>The meter's and the activity source's name.</summary>
    public const string Name = "Comity.Node";

    private readonly Meter _meter = new(Name);

    /// <summary>Begins to measure.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="projected">The read model's height; nothing where it keeps none or has stopped.</param>
    /// <param name="isProjecting">Whether the read model goes on.</param>
    public NodeMetrics(EmbeddedEngine engine, Func<ulong?> projected, Func<bool> isProjecting)
    {
        _meter.CreateObservableGauge(
            "comity.read_model.lag",
            () =>
            {
                var height = projected();
                var tip = engine.Tip.Height;
                return height is { } at && at < tip ? (long)(tip - at) : 0;
            },
            "{block}",
            "Blocks that the read model is behind the ledger"
        );
        _meter.CreateObservableGauge(
            "comity.read_model.stopped",
            () => isProjecting() ? 0 : 1,
            "1",
            "1 where the read model has failed and does not go on"
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
