using System.Net;
using Comity.Node.Access;
using Comity.Node.Operating;
using Comity.Node.ReadModel;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Hosting;

/// <summary>How a node runs.</summary>
public sealed record NodeOptions
{
    /// <summary>The data folder; made where there is none.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A serialised comity.v1.Genesis, needed on the first start; empty for the one that the folder has.</summary>
    public ReadOnlyMemory<byte> Genesis { get; init; }

    /// <summary>Where the API listens. Port 0 for any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 7601);

    /// <summary>Who may reach the node, how, and how much of it each may use.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>Where Prometheus reads (HTTP/1.1, path /metrics); absent for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>Where traces and metrics are sent by OTLP; absent for nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The least level that is logged, as JSON lines.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>The file that the log is appended to; absent for standard error.</summary>
    public string? LogFile { get; init; }

    /// <summary>Blocks after which a checkpoint is made.</summary>
    public ulong CheckpointEveryBlocks { get; init; } = 1_000_000;

    /// <summary>Bytes of log after which a checkpoint is made.</summary>
    public long CheckpointEveryBytes { get; init; } = 512L << 20;

    /// <summary>Where to keep the read model: histories, every step of every settlement, events from any height.</summary>
    public ReadModelOptions ReadModel { get; init; } = new ReadModelOptions.Sqlite();

    /// <summary>Threads that verify signatures.</summary>
    public int Verifiers { get; init; } = Environment.ProcessorCount;

    /// <summary>What it remembers outside itself, what it logs and measures, when it is ready, how it stops.</summary>
    public OperationOptions Operation { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
