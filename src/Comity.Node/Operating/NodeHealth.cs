using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Hosting;
using Comity.Node.ReadModel;
using Comity.Ordering.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Comity.Node.Operating;

/// <summary>
/// Health, by gRPC (grpc.health.v1, services "live", "ready" and "" for live) and, where metrics are served, over HTTP
/// (/health/live, /health/ready). Live: the process does its work, and a restart would not help. Ready: payments can be sent to it.
/// </summary>
internal static class NodeHealth
{
    private const string Live = "live";
    private const string Ready = "ready";

    /// <summary>Adds the checks.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="readModel">Its read model.</param>
    public static void Add(
        IServiceCollection services,
        NodeOptions options,
        EmbeddedEngine engine,
        ReadModelHost readModel
    )
    {
        services
            .AddGrpcHealthChecks(static health =>
            {
                health.Services.Map(Live, static check => check.Tags.Contains(Live));
                health.Services.Map(Ready, static check => check.Tags.Contains(Ready));
                health.Services.Map("", static check => check.Tags.Contains(Live));
            })
            .AddCheck("engine", () => Engine(engine), [Live, Ready])
            .AddCheck("ordering", () => Ordering(engine), [Ready])
            .AddCheck("disk", () => Disk(options), [Ready])
            .AddCheck("read-model", () => ReadModel(options, engine, readModel), [Ready]);
        services.Configure<HealthCheckPublisherOptions>(static publisher =>
        {
            publisher.Delay = TimeSpan.Zero;
            publisher.Period = TimeSpan.FromSeconds(1);
        });
    }

    /// <summary>Serves them, and metrics.</summary>
    public static void Map(WebApplication application, NodeOptions options)
    {
        application.MapGrpcHealthChecksService();
        if (options.Metrics is not { } metrics)
        {
            return;
        }

        var host = $"*:{metrics.Port}";
        application.MapPrometheusScrapingEndpoint().RequireHost(host).WithMetadata(CallAccess.OperatorsListener);
        foreach (var kind in (string[])[Live, Ready])
        {
            application
                .MapHealthChecks(
                    $"/health/{kind}",
                    new HealthCheckOptions
                    {
                        Predicate = check => check.Tags.Contains(kind),
                        ResponseWriter = Write,
                        AllowCachingResponses = false,
                    }
                )
                .RequireHost(host)
                .WithMetadata(CallAccess.OperatorsListener);
        }
    }

    private static HealthCheckResult Engine(EmbeddedEngine engine) =>
        engine.Stopped.IsCompleted
            ? HealthCheckResult.Unhealthy("the engine has stopped")
            : HealthCheckResult.Healthy();

    private static HealthCheckResult Ordering(EmbeddedEngine engine) =>
        engine.OrderingStopped is { } stop ? HealthCheckResult.Unhealthy(stop.Explanation)
        : engine.IsDiskFull ? HealthCheckResult.Unhealthy("the disk is full; nothing can be ordered")
        : HealthCheckResult.Healthy();

    private static HealthCheckResult Disk(NodeOptions options)
    {
        var free = new DriveInfo(options.DataFolder).AvailableFreeSpace;
        return free >= options.Operation.LeastFreeDisk
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                $"{free} bytes are free, less than health.least-free-disk ({options.Operation.LeastFreeDisk})"
            );
    }

    private static HealthCheckResult ReadModel(NodeOptions options, EmbeddedEngine engine, ReadModelHost readModel)
    {
        if (readModel.Projector is not { } projector)
        {
            return HealthCheckResult.Healthy("this node keeps no read model");
        }

        var status = projector.Status;
        if (status.State != ReadModelState.Serving)
        {
            return HealthCheckResult.Unhealthy(status.ToString());
        }

        var tip = engine.Tip.Height;
        var behind = status.Height < tip ? tip - status.Height : 0;
        return behind <= options.Operation.ReadyWithinBlocks
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(
                $"the read model is {behind} blocks behind, more than health.ready-within-blocks ({options.Operation.ReadyWithinBlocks})"
            );
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    status = report.Status.ToString(),
                    checks = report.Entries.ToDictionary(
                        static entry => entry.Key,
                        static entry => new { status = entry.Value.Status.ToString(), why = entry.Value.Description }
                    ),
                }
            )
        );
    }
}
