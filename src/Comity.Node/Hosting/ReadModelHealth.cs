using Comity.Node.ReadModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Comity.Node.Hosting;

/// <summary>What the read model's state means for the node's health: without it histories are not answered, but payments go on.</summary>
internal static class ReadModelHealth
{
    /// <summary>Healthy where it answers, degraded where it does not.</summary>
    public static HealthCheckResult Check(ReadModelHost readModel)
    {
        if (readModel.Projector is not { } projector)
        {
            return HealthCheckResult.Healthy("This node keeps no read model.");
        }

        var status = projector.Status;
        return status.State == ReadModelState.Serving
            ? HealthCheckResult.Healthy(status.ToString())
            : HealthCheckResult.Degraded(status.ToString());
    }
}
