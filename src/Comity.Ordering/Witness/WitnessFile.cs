using System.Buffers.Binary;
using System.IO.Hashing;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Witness;

/// <summary>
/// A file outside the data folder, best on another disk or machine, that remembers how far the log has come: what tells a
/// restored or rolled-back data folder from the one that was lost. docs/decisions: restoring raises an alarm.
/// </summary>
/// <remarks>
/// Two slots, a page apart, written in turn before anybody is answered, and flushed every second and at the end. Slot: mark
/// "CMW1" (4), flags (4), sequence (8), network (32), folder (16), height (8), chain hash (32), XXH3-64 of the bytes before (8).
/// </remarks>
public sealed class WitnessFile : IDisposable
{
    private const uint Mark = 0x31574D43;
    private const int SlotSize = 112;
    private const int SlotDistance = 4096;
    private readonly Lock writing = new();
    private readonly IDiskFile file;
    private ulong sequence;
    private bool synced = true;
    private bool disposed;

    private WitnessFile(string path, IDiskFile file) => (Path, this.file) = (path, file);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What it remembers; nothing where it is new.</summary>
    public WitnessRecord? Last { get; private set; }

    /// <summary>Opens a witness, or makes a new one that remembers nothing.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="WitnessException">There is no such folder, it cannot be written, or the file is no witness.</exception>
    public static WitnessFile OpenOrCreate(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            throw new WitnessException(
                $"There is no folder {folder} for the witness {full}. Mount or make it; a witness belongs on another disk than the data."
            );
        }

        try
        {
            if (!File.Exists(full))
            {
                var made = new WitnessFile(full, RealDisk.Instance.Create(full));
                RealDisk.Instance.FlushFolder(folder);
                return made;
            }

            var witness = new WitnessFile(full, RealDisk.Instance.Open(full, FileAccess.ReadWrite));
            witness.Read();
            return witness;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new WitnessException($"The witness {full} cannot be opened: {denied.Message}", denied);
        }
    }

    /// <summary>Reads a witness without changing it; nothing where there is none.</summary>
    /// <exception cref="WitnessException">The file is no witness.</exception>
    public static WitnessRecord? Peek(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var witness = new WitnessFile(path, RealDisk.Instance.Open(path, FileAccess.Read));
        witness.Read();
        return witness.Last;
    }

    /// <summary>Hands the next slot to the operating system: it survives this process from now on.</summary>
    public void Note(WitnessRecord record)
    {
        Span<byte> slot = stackalloc byte[SlotSize];
        lock (writing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            sequence++;
            BinaryPrimitives.WriteUInt32LittleEndian(slot, Mark);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], record.StoppedClean ? 1u : 0u);
            BinaryPrimitives.WriteUInt64LittleEndian(slot[8..], sequence);
            record.Network.CopyTo(slot[16..]);
            record.Folder.ToBytes().CopyTo(slot[48..]);
            BinaryPrimitives.WriteUInt64LittleEndian(slot[64..], record.Height);
            record.Hash.CopyTo(slot[72..]);
            BinaryPrimitives.WriteUInt64LittleEndian(slot[104..], XxHash3.HashToUInt64(slot[..104]));
            file.Write(slot, (long)(sequence % 2) * SlotDistance);
            (Last, synced) = (record, false);
        }
    }

    /// <summary>Waits until what was noted is on the disk.</summary>
    public void Sync()
    {
        lock (writing)
        {
            if (disposed || synced)
            {
                return;
            }

            synced = true;
        }

        file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (writing)
        {
            disposed = true;
        }

        file.Dispose();
    }

    private void Read()
    {
        Span<byte> slot = stackalloc byte[SlotSize];
        for (var index = 0; index < 2; index++)
        {
            if (
                file.Read(slot, index * SlotDistance) == SlotSize
                && BinaryPrimitives.ReadUInt32LittleEndian(slot) == Mark
                && BinaryPrimitives.ReadUInt64LittleEndian(slot[104..]) == XxHash3.HashToUInt64(slot[..104])
                && BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]) > sequence
            )
            {
                sequence = BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]);
                Last = new WitnessRecord(
                    new Hash256(slot.Slice(16, Hash256.Size)),
                    new FolderIdentity(Convert.ToHexStringLower(slot.Slice(48, FolderIdentity.Size))),
                    BinaryPrimitives.ReadUInt64LittleEndian(slot[64..]),
                    new ChainHash(slot.Slice(72, ChainHash.Size)),
                    BinaryPrimitives.ReadUInt32LittleEndian(slot[4..]) == 1
                );
            }
        }

        if (Last is null && file.Length > 0)
        {
            throw new WitnessException(
                $"The witness {Path} is damaged or is no witness, so it cannot tell whether blocks were lost. Name the right file, or, "
                    + "where you know that the data folder is the one that ran last, move this file away and start again."
            );
        }
    }
}
