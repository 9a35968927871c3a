using System.Buffers.Binary;
using System.IO.Hashing;
using Comity.Ordering.Files;

namespace Comity.Ordering.Checkpoints;

/// <summary>
/// The checkpoints of a node's state, each a file that is there whole or not at all. What is in one is the caller's matter. For
/// one thread.
/// </summary>
public sealed class CheckpointStore
{
    private readonly IDisk disk;
    private readonly string folder;
    private readonly int kept;
    private readonly HashSet<ulong> damaged = [];

    private CheckpointStore(IDisk disk, string folder, int kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1);
        this.disk = disk;
        this.folder = folder;
        this.kept = kept;
        foreach (var partial in disk.Names(folder).Where(CheckpointName.IsPartial))
        {
            disk.Delete(Path.Combine(folder, partial));
        }
        // What is listed from now on, and archived by, must stay listed after a power cut.
        disk.FlushFolder(folder);
    }

    /// <summary>The heights of the checkpoints there are and that were not found damaged, lowest first.</summary>
    public IReadOnlyList<ulong> Heights
    {
        get
        {
            var heights = new List<ulong>();
            foreach (var name in disk.Names(folder))
            {
                if (CheckpointName.TryParse(name, out var height) && !damaged.Contains(height))
                {
                    heights.Add(height);
                }
            }
            return heights;
        }
    }

    /// <summary>Opens the store in a folder, deleting what an interrupted writing left.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="kept">How many checkpoints are kept, at least 1.</param>
    public static CheckpointStore Open(string folder, int kept = 2) => Open(RealDisk.Instance, folder, kept);

    /// <summary>The same, on a given disk.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="kept">How many checkpoints are kept, at least 1.</param>
    public static CheckpointStore Open(IDisk disk, string folder, int kept = 2) => new(disk, folder, kept);

    /// <summary>Writes a checkpoint. When this returns it is on the disk whole, and older ones beyond those kept are gone.</summary>
    /// <param name="height">The height of the last block in the state.</param>
    /// <param name="stateRoot">The state root after that block, 32 bytes.</param>
    /// <param name="content">Writes the content; if it throws, nothing has changed. The stream buffers and cannot seek.</param>
    /// <exception cref="DiskFullException">There is no space; nothing has changed.</exception>
    /// <exception cref="IOException">The disk failed; the older checkpoints are as they were.</exception>
    public void Write(ulong height, ReadOnlySpan<byte> stateRoot, Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            stateRoot.Length,
            CheckpointFormat.StateRootSize,
            nameof(stateRoot)
        );
        var path = Path.Combine(folder, CheckpointName.Of(height));
        var partial = path + CheckpointName.PartialExtension;
        var root = stateRoot.ToArray();
        WritePartial(partial, height, root, content);
        CrashPoint.Reach(DurableStep.BeforeCheckpointRename);
        disk.TryRename(partial, path);
        disk.FlushFolder(folder);
        damaged.Remove(height);
        CrashPoint.Reach(DurableStep.AfterCheckpointRename);
        Prune();
    }

    /// <summary>Opens the newest checkpoint that is sound, reading each once through to see that it is.</summary>
    /// <returns>The checkpoint, or that there is none; with those that were passed over.</returns>
    public CheckpointSearch OpenNewest()
    {
        var passed = new List<DamagedCheckpoint>();
        foreach (var height in Heights.Reverse())
        {
            var path = Path.Combine(folder, CheckpointName.Of(height));
            var file = disk.Open(path, FileAccess.Read);
            if (TryRead(file, height, out var stateRoot, out var length, out var reason))
            {
                return new CheckpointSearch.Found(new Checkpoint(height, stateRoot, file, length), passed);
            }
            file.Dispose();
            damaged.Add(height);
            passed.Add(new DamagedCheckpoint(path, height, reason));
        }
        return new CheckpointSearch.None(passed);
    }

    private void WritePartial(string partial, ulong height, byte[] stateRoot, Action<Stream> content)
    {
        if (disk.Names(folder).Contains(Path.GetFileName(partial), StringComparer.Ordinal))
        {
            disk.Delete(partial);
        }
        var written = false;
        try
        {
            using var file = disk.Create(partial);
            using var writer = new CheckpointContentWriter(file);
            writer.WriteHeader(height, stateRoot);
            content(writer);
            writer.WriteTrailer();
            written = true;
        }
        finally
        {
            if (!written && disk.Names(folder).Contains(Path.GetFileName(partial), StringComparer.Ordinal))
            {
                disk.Delete(partial);
            }
        }
    }

    // Damaged ones do not count among those kept, and go once everything kept is newer.
    private void Prune()
    {
        var sound = Heights;
        if (sound.Count <= kept)
        {
            return;
        }
        var oldestKept = sound[^kept];
        foreach (var name in disk.Names(folder))
        {
            if (CheckpointName.TryParse(name, out var height) && height < oldestKept)
            {
                disk.Delete(Path.Combine(folder, name));
                damaged.Remove(height);
            }
        }
    }

    private static bool TryRead(IDiskFile file, ulong height, out byte[] stateRoot, out long length, out string reason)
    {
        stateRoot = [];
        length = file.Length - CheckpointFormat.HeaderSize - CheckpointFormat.TrailerSize;
        if (length < 0)
        {
            reason = $"It has {file.Length} bytes, fewer than a header and a trailer.";
            return false;
        }
        var buffer = new byte[CheckpointFormat.BufferSize];
        var hash = new XxHash128();
        var hashedEnd = file.Length - CheckpointFormat.HashSize;
        for (long offset = 0; offset < hashedEnd; )
        {
            var read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, hashedEnd - offset)), offset);
            if (offset == 0)
            {
                stateRoot = buffer.AsSpan(16, CheckpointFormat.StateRootSize).ToArray();
                if (BinaryPrimitives.ReadUInt64LittleEndian(buffer) != CheckpointFormat.Mark)
                {
                    reason = "It does not begin as a checkpoint does.";
                    return false;
                }
                if (BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(8)) != height)
                {
                    reason = "Its name says another height than its header.";
                    return false;
                }
            }
            if (read == 0)
            {
                break;
            }
            hash.Append(buffer.AsSpan(0, read));
            offset += read;
        }
        Span<byte> trailer = stackalloc byte[CheckpointFormat.TrailerSize];
        var whole = file.Read(trailer, hashedEnd - CheckpointFormat.LengthSize) == trailer.Length;
        Span<byte> computed = stackalloc byte[CheckpointFormat.HashSize];
        hash.GetCurrentHash(computed);
        var sound =
            whole
            && BinaryPrimitives.ReadInt64LittleEndian(trailer) == length
            && trailer[CheckpointFormat.LengthSize..].SequenceEqual(computed);
        reason = sound ? "" : "Its length or its checksum is not what its trailer says.";
        return sound;
    }
}
