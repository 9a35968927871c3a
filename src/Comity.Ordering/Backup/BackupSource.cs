using System.Runtime.InteropServices;
using Comity.Ordering.Checkpoints;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Backup;

/// <summary>What of a data folder is final at one moment: everything that was acknowledged before it was looked at.</summary>
internal sealed record BackupSource
{
    /// <summary>A segment, and how much of it is final.</summary>
    /// <param name="Segment">The segment.</param>
    /// <param name="Length">Bytes to copy; nothing for all of a sealed one.</param>
    /// <param name="Complete">Whether it is sealed and wholly final.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Part(Segment Segment, long? Length, bool Complete);

    public required NetworkGenesis Genesis { get; init; }

    public required Hash256 GenesisId { get; init; }

    public required ulong FirstHeight { get; init; }

    public required ulong Height { get; init; }

    public required ChainHash Hash { get; init; }

    public required ulong? Checkpoint { get; init; }

    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>Looks at a data folder. The checkpoint first, the marker second, the segments last: each is then within the next.</summary>
    public static BackupSource Look(BackupOptions options)
    {
        var log = Path.Combine(options.Data, "log");
        if (!File.Exists(Path.Combine(options.Data, GenesisFile.Name)) || !Directory.Exists(log))
        {
            throw new BackupException(
                $"{options.Data} is no node's data folder: it has no {GenesisFile.Name} or no log."
            );
        }

        var (bytes, genesis) = GenesisFile.Take(options.Data, default);
        var checkpoint = NewestCheckpoint(Path.Combine(options.Data, "checkpoints"));
        var (height, hash) = ReadMarker(log);
        string[] own = [Path.Combine(options.Data, "archive")];
        var segments = SegmentCatalogue.Load(
            RealDisk.Instance,
            [.. options.Archives, .. own.Where(Directory.Exists), log]
        );
        if (segments.Count == 0)
        {
            throw new BackupException($"{log} has no segments yet: start the node once.");
        }

        var first = segments[0].FirstHeight;
        if (first > 1 && (checkpoint is null || checkpoint + 1 < first))
        {
            throw new BackupException(
                $"The log in {options.Data} begins at height {first} and no checkpoint reaches back to it. Name the archive with --archive."
            );
        }

        return new BackupSource
        {
            Genesis = genesis,
            GenesisId = NetworkGenesis.IdOf(bytes),
            FirstHeight = first,
            Height = height,
            Hash = hash,
            Checkpoint = checkpoint,
            Parts = PartsUpTo(segments, height, hash),
        };
    }

    /// <summary>Refuses to overwrite an earlier backup by something that does not continue it.</summary>
    public void RequireContinues(BackupManifest earlier, string destination)
    {
        if (earlier.GenesisId != GenesisId)
        {
            throw new BackupException(
                $"{destination} holds a backup of the network {earlier.Network} ({earlier.Genesis}). Name another folder."
            );
        }

        if (earlier.Height > Height)
        {
            throw new BackupException(
                $"ALARM: the backup in {destination} reaches height {earlier.Height}, and the node's log ends at {Height}. The node has lost "
                    + $"{earlier.Height - Height} blocks. The backup was not touched: do not overwrite it; docs/operations.md says what to do."
            );
        }

        if (
            earlier.Height >= FirstHeight
            && HashAt([.. Parts.Select(static part => part.Segment)], earlier.Height) != earlier.Chain
        )
        {
            throw new BackupException(
                $"ALARM: the backup in {destination} has another block at height {earlier.Height} than the node: they are two histories. The "
                    + "backup was not touched: do not overwrite it; docs/operations.md says what to do."
            );
        }
    }

    /// <summary>The chain hash at a height; zero before the first.</summary>
    public static ChainHash HashAt(IReadOnlyList<Segment> segments, ulong height)
    {
        if (height < segments[0].FirstHeight)
        {
            return segments[0].Header.Before;
        }

        using var reader = new LogReader(segments, height, height);
        return reader.MoveNext() ? reader.Current.Hash : default;
    }

    /// <summary>What a log's marker says was acknowledged.</summary>
    public static (ulong Height, ChainHash Hash) ReadMarker(string log)
    {
        if (!File.Exists(Path.Combine(log, DurableMarker.FileName)))
        {
            throw new BackupException(
                $"{log} has no {DurableMarker.FileName}: start the node once, it writes it anew."
            );
        }

        using var marker = DurableMarker.Open(RealDisk.Instance, log, FileAccess.Read);
        return marker.Known
            ? (marker.Height, marker.Hash)
            : throw new BackupException(
                $"{Path.Combine(log, DurableMarker.FileName)} is damaged: start the node once, it writes it anew."
            );
    }

    private static ulong? NewestCheckpoint(string folder)
    {
        ulong? newest = null;
        foreach (var name in Directory.Exists(folder) ? RealDisk.Instance.Names(folder) : [])
        {
            newest =
                CheckpointName.TryParse(name, out var height) && (newest is null || height > newest) ? height : newest;
        }

        return newest;
    }

    private static List<Part> PartsUpTo(IReadOnlyList<Segment> segments, ulong height, ChainHash hash)
    {
        var parts = new List<Part>();
        for (var index = 0; index < segments.Count && segments[index].FirstHeight <= Math.Max(height, 1); index++)
        {
            var segment = segments[index];
            var whole = index + 1 < segments.Count && segments[index + 1].FirstHeight <= height + 1;
            parts.Add(
                whole ? new Part(segment, null, Complete: true) : new Part(segment, End(segment, height, hash), false)
            );
        }

        return parts;
    }

    // Where the record at the height ends, and that it is the one that the marker names.
    private static long End(Segment segment, ulong height, ChainHash hash)
    {
        if (height < segment.FirstHeight)
        {
            return SegmentFormat.SegmentHeaderSize;
        }

        using var file = segment.OpenToRead();
        using var reader = segment.ReadFrom(file, height, 1 << 20);
        var step = reader.Step();
        if (step != SegmentStep.Record || reader.NextHeight != height + 1 || reader.Previous != hash)
        {
            throw SegmentCatalogue.Damage(
                segment.FilePath,
                reader,
                step == SegmentStep.Record ? SegmentStep.BrokenChain : step
            );
        }

        return reader.NextOffset;
    }
}
