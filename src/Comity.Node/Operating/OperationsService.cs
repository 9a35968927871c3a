using Comity.Node.Errors;
using Comity.Node.Hosting;
using Comity.Node.Queries;
using Comity.Node.ReadModel;
using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Operating;

/// <summary>proto/comity/v1/operations.proto.</summary>
internal sealed class OperationsService(EmbeddedEngine engine, ReadModelHost readModel, NodeOptions options)
    : Wire.Operations.OperationsBase
{
    /// <inheritdoc/>
    public override async Task<Wire.TipStatement> StateTip(Wire.StateTipRequest request, ServerCallContext context)
    {
        var (statement, signature) = await Ask(() => engine.StateTipAsync(context.CancellationToken));
        return new Wire.TipStatement
        {
            Network = statement.Network.ToString(),
            Height = statement.Height,
            StateRoot = statement.Root.ToString(),
            StatedAt = statement.StatedAt.Milliseconds,
            Signature = Convert.ToHexStringLower(signature),
        };
    }

    /// <inheritdoc/>
    public override async Task<Wire.PresentTipResponse> PresentTip(
        Wire.PresentTipRequest request,
        ServerCallContext context
    )
    {
        var shown = request.Statement ?? throw Requests.Invalid("statement", "is missing");
        var statement = new TipStatement(
            Hash(shown.Network, "statement.network"),
            shown.Height,
            Hash(shown.StateRoot, "statement.state_root"),
            new Timestamp(shown.StatedAt)
        );
        byte[] signature;
        try
        {
            signature = Convert.FromHexString(shown.Signature);
        }
        catch (FormatException)
        {
            throw Requests.Invalid("statement.signature", "is not hexadecimal");
        }

        var verdict = await Ask(() => engine.JudgeTipAsync(statement, signature, context.CancellationToken));
        return new Wire.PresentTipResponse
        {
            Verdict = (Wire.PresentTipResponse.Types.Verdict)verdict,
            Height = engine.Tip.Height,
        };
    }

    /// <inheritdoc/>
    public override async Task<Wire.CheckpointResponse> Checkpoint(
        Wire.CheckpointRequest request,
        ServerCallContext context
    ) => new() { Height = await Ask(() => engine.CheckpointAsync(context.CancellationToken)) };

    /// <inheritdoc/>
    public override async Task<Wire.ArchiveResponse> Archive(Wire.ArchiveRequest request, ServerCallContext context)
    {
        var folder = request.Folder.Length > 0 ? request.Folder : options.Operation.ArchiveFolder;
        if (folder is not null && !Directory.Exists(folder))
        {
            throw Requests.Invalid("folder", $"is '{folder}', and the node's machine has no such folder");
        }

        var moved = await Ask(() => engine.ArchiveAsync(folder));
        return new Wire.ArchiveResponse { Segments = { moved } };
    }

    /// <inheritdoc/>
    public override async Task<Wire.PruneResponse> Prune(Wire.PruneRequest request, ServerCallContext context)
    {
        IReadOnlyList<string> archives =
            request.Archives.Count > 0 ? request.Archives
            : options.Operation.ArchiveFolder is { } folder ? [folder]
            : throw Requests.Invalid("archives", "is missing, and the node's configuration names no archive.folder");
        if (archives.FirstOrDefault(static archive => !Directory.Exists(archive)) is { } missing)
        {
            throw Requests.Invalid("archives", $"has '{missing}', and the node's machine has no such folder");
        }

        var report = await Ask(() => engine.PruneAsync(archives));
        var response = new Wire.PruneResponse { Segments = { report.Pruned } };
        if (report.Kept is { } kept)
        {
            response.Kept = new Wire.KeptSegment
            {
                Segment = kept.Segment,
                // Both forms share their numbers.
                Reason = (Wire.KeptSegment.Types.Reason)(int)kept.Reason,
                Explanation = kept.Explanation,
            };
        }

        return response;
    }

    /// <inheritdoc/>
    public override Task<Wire.ReadModelInfo> GetReadModel(
        Wire.GetReadModelRequest request,
        ServerCallContext context
    ) => Task.FromResult(Info(Kept()));

    /// <inheritdoc/>
    public override Task<Wire.ReadModelInfo> RebuildReadModel(
        Wire.RebuildReadModelRequest request,
        ServerCallContext context
    )
    {
        var projector = Kept();
        try
        {
            projector.Rebuild();
            return Task.FromResult(Info(projector));
        }
        catch (ReadModelUnavailableException fault)
        {
            throw new ApiFault(FaultKind.Unavailable, fault.Message).ToException();
        }
    }

    private Projector Kept() =>
        readModel.Projector ?? throw new ApiFault(FaultKind.NotKept, "This node keeps no read model.").ToException();

    private static Wire.ReadModelInfo Info(Projector projector)
    {
        var status = projector.Status;
        var info = new Wire.ReadModelInfo
        {
            // Both forms share their numbers.
            State = (Wire.ReadModelInfo.Types.State)(int)status.State,
            Height = status.Height,
            Tip = status.Tip,
            Explanation = status.ToString(),
        };
        if (status.RebuiltTo is { } rebuilt)
        {
            info.RebuiltTo = rebuilt;
        }

        return info;
    }

    private static Hash256 Hash(string text, string field) =>
        Hash256.TryParse(text, out var hash)
            ? hash
            : throw Requests.Invalid(field, $"must be {Hash256.HexLength} hexadecimal digits");

    private static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (EngineBusyException busy)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, busy.Message));
        }
        catch (EngineStoppedException stopped)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, stopped.Message));
        }
        catch (LogDamagedException damaged)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, damaged.Message));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, fault.Message));
        }
    }
}
