using Comity.Node.Operating;
using Comity.Ordering.Embedded;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Comity.Node.Hosting;

/// <summary>Metrics and traces, where somebody is to receive them.</summary>
internal static class NodeTelemetry
{
    /// <summary>Adds what the options ask for; nothing, where they ask for nothing.</summary>
    public static void Add(IServiceCollection services, NodeOptions options)
    {
        if (options.Metrics is null && options.OtlpEndpoint is null)
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(static it => it.AddService("comity-node"));
        telemetry.WithMetrics(metrics =>
        {
            metrics
                .AddMeter(EngineTelemetry.Name, NodeMetrics.Name)
                .AddMeter("System.Runtime")
                .AddAspNetCoreInstrumentation();
            if (options.Metrics is not null)
            {
                metrics.AddPrometheusExporter();
            }

            if (options.OtlpEndpoint is { } endpoint)
            {
                metrics.AddOtlpExporter(exporter => exporter.Endpoint = endpoint);
            }
        });
        if (options.OtlpEndpoint is { } traces)
        {
            telemetry.WithTracing(tracing =>
                tracing
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Operation.TraceRatio)))
                    .AddSource(EngineTelemetry.Name, NodeMetrics.Name)
                    .AddAspNetCoreInstrumentation()
                    .AddOtlpExporter(exporter => exporter.Endpoint = traces)
            );
        }
    }
}
