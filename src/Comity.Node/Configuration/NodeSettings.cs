using Comity.Node.Operating;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Configuration;

/// <summary>Every setting of a node. docs/configuration.md and deploy/node.yaml are made of them.</summary>
public static class NodeSettings
{
    /// <summary>All, in the order of the reference page.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. Storage(),
        .. Listening(),
        .. AccessSettings.All,
        .. Engine(),
        .. ReadModels(),
        .. Logging(),
        .. Telemetry(),
        .. Health(),
    ];

    private static IEnumerable<Setting> Storage() =>
        [
            Setting.Of(
                "data",
                ValueKinds.Path,
                "required",
                "The data folder: the log, which is the truth, and what is made from it. Made where there is none.",
                static (to, path) => to.WithOptions(options => options with { DataFolder = path })
            ),
            Setting.Of(
                "genesis",
                ValueKinds.Path,
                "the data folder's own",
                "The network's genesis, needed for the first start only.",
                static (to, path) => to with { GenesisFile = path }
            ),
            Setting.Of(
                "witness",
                ValueKinds.Path,
                "none",
                "A file outside the data folder, best on another disk or machine, that remembers how far the log has come. With it, a "
                    + "restored or rolled-back data folder cannot go on as if nothing were missing.",
                static (to, path) => to.With(options => options with { Witness = path })
            ),
            Setting.Of(
                "archive.folder",
                ValueKinds.Path,
                "none: segments stay in the log",
                "Where full segments of the log that no kept checkpoint needs are moved after each checkpoint. Any file system; the node "
                    + "deletes there nothing.",
                static (to, path) => to.With(options => options with { ArchiveFolder = path })
            ),
            Setting.Of(
                "log.segment-bytes",
                ValueKinds.Bytes,
                "256 MiB",
                "The size at which a segment of the log is full and another is begun, at least 4 KiB. Segments are what is archived, pruned "
                    + "and copied to backups.",
                static (to, bytes) => to.With(options => options with { SegmentBytes = bytes })
            ),
            Setting.Of(
                "checkpoint.every-blocks",
                ValueKinds.Count(1, 1_000_000_000),
                "1000000",
                "Blocks after which the state is written to a checkpoint. Fewer: quicker starts, more writing.",
                static (to, count) => to.WithOptions(options => options with { CheckpointEveryBlocks = (ulong)count })
            ),
            Setting.Of(
                "checkpoint.every-bytes",
                ValueKinds.Bytes,
                "512 MiB",
                "Bytes of log after which the state is written to a checkpoint, whichever comes first.",
                static (to, bytes) => to.WithOptions(options => options with { CheckpointEveryBytes = bytes })
            ),
            Setting.Of(
                "checkpoint.kept",
                ValueKinds.Count(1, 100),
                "2",
                "Checkpoints that are kept; older ones are deleted.",
                static (to, count) => to.With(options => options with { CheckpointsKept = (int)count })
            ),
        ];

    private static IEnumerable<Setting> Listening() =>
        [
            Setting.Of(
                "listen",
                ValueKinds.EndPoint,
                "127.0.0.1:7601",
                "Where the API listens, gRPC and REST on one port.",
                static (to, address) => to.WithOptions(options => options with { Listen = address })
            ),
            Setting.Of(
                "metrics.listen",
                ValueKinds.EndPoint,
                "none",
                "Where Prometheus reads (/metrics) and health is asked over HTTP (/health/live, /health/ready). Without access control: a "
                    + "loopback or management address.",
                static (to, address) => to.WithOptions(options => options with { Metrics = address })
            ),
        ];

    private static IEnumerable<Setting> Engine() =>
        [
            Setting.Of(
                "verifiers",
                ValueKinds.Count(1, 1024),
                "one for each core",
                "Threads that verify signatures.",
                static (to, count) => to.WithOptions(options => options with { Verifiers = (int)count })
            ),
            Setting.Of(
                "stop-within",
                ValueKinds.Span,
                "20s",
                "How long stopping may take until what is still being answered is cut off. What was accepted is ordered in any case.",
                static (to, span) => to.With(options => options with { StopWithin = span })
            ),
        ];

    private static IEnumerable<Setting> ReadModels() =>
        [
            Setting.Of(
                "read-model.kind",
                ValueKinds.OneOf(
                    ("none", ReadModelKind.None),
                    ("sqlite", ReadModelKind.Sqlite),
                    ("postgresql", ReadModelKind.PostgreSql)
                ),
                "sqlite",
                "Where histories, steps and events are kept: nowhere, in SQLite files of the data folder, or in a PostgreSQL database. Made from "
                    + "the log, and made again where it is lost.",
                static (to, kind) => to with { ReadModelKind = kind }
            ),
            Setting.Of(
                "read-model.connection-file",
                ValueKinds.Path,
                "none",
                "A file with the connection string of the PostgreSQL database (as Npgsql takes it), for it holds a password; mode 0600.",
                static (to, path) => to with { ReadModelConnectionFile = path }
            ),
        ];

    private static IEnumerable<Setting> Logging() =>
        [
            Setting.Of(
                "log.level",
                ValueKinds.OneOf(
                    ("trace", LogLevel.Trace),
                    ("debug", LogLevel.Debug),
                    ("information", LogLevel.Information),
                    ("warning", LogLevel.Warning),
                    ("error", LogLevel.Error),
                    ("critical", LogLevel.Critical),
                    ("none", LogLevel.None)
                ),
                "information",
                "The least level that is logged.",
                static (to, level) => to.WithOptions(options => options with { LogLevel = level })
            ),
            Setting.Of(
                "log.format",
                ValueKinds.OneOf(("auto", LogFormat.Auto), ("json", LogFormat.Json), ("text", LogFormat.Text)),
                "auto",
                "JSON lines for machines or text for people; auto is text on a terminal and JSON elsewhere.",
                static (to, format) => to.With(options => options with { LogFormat = format })
            ),
            Setting.Of(
                "log.file",
                ValueKinds.Path,
                "standard error",
                "A file that the log is appended to, as JSON. Under systemd leave it out: journald keeps and rotates.",
                static (to, path) => to.WithOptions(options => options with { LogFile = path })
            ),
        ];

    private static IEnumerable<Setting> Telemetry() =>
        [
            Setting.Of(
                "telemetry.otlp-endpoint",
                ValueKinds.Url,
                "none",
                "Where traces and metrics are sent by OTLP over gRPC.",
                static (to, url) => to.WithOptions(options => options with { OtlpEndpoint = url })
            ),
            Setting.Of(
                "telemetry.trace-ratio",
                ValueKinds.Share,
                "0.01",
                "The share of requests that are traced where the caller has not decided. A caller's own decision (W3C traceparent) holds.",
                static (to, ratio) => to.With(options => options with { TraceRatio = ratio })
            ),
        ];

    private static IEnumerable<Setting> Health() =>
        [
            Setting.Of(
                "health.ready-within-blocks",
                ValueKinds.Count(0, 1_000_000_000),
                "1000",
                "The node is ready only when the read model is at most so many blocks behind the ledger.",
                static (to, count) => to.With(options => options with { ReadyWithinBlocks = (ulong)count })
            ),
            Setting.Of(
                "health.least-free-disk",
                ValueKinds.Bytes,
                "1 GiB",
                "The node is not ready with less free space than this on the data folder's file system.",
                static (to, bytes) => to.With(options => options with { LeastFreeDisk = bytes })
            ),
        ];
}
