using System.Buffers.Binary;
using System.IO.Hashing;
using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// The file <c>durable.marker</c>: the last height that is known durable, and its chain hash. Written after every flush but not
/// itself flushed with it, so that it costs nothing; it survives the process at once and a power cut once the operating
/// system has written it back or <see cref="Sync"/> was called.
/// </summary>
/// <remarks>
/// Two slots, a page apart, written in turn, so that a torn write leaves the other. Slot: mark "CMD1" (4), zero (4), sequence
/// (8), height (8), chain hash (32), XXH3-64 of the bytes before (8).
/// </remarks>
internal sealed class DurableMarker : IDisposable
{
    public const string FileName = "durable.marker";
    private const uint Mark = 0x31444D43;
    private const int SlotSize = 64;
    private const int SlotDistance = 4096;
    private readonly IDiskFile file;
    private ulong sequence;
    private bool synced;

    private DurableMarker(IDiskFile file, bool known)
    {
        this.file = file;
        Known = known;
    }

    /// <summary>Whether the file said something that can be believed.</summary>
    public bool Known { get; }

    public ulong Height { get; private set; }

    public ChainHash Hash { get; private set; }

    /// <summary>Makes the marker of a new log, durably.</summary>
    public static DurableMarker Create(IDisk disk, string folder, ulong height, ChainHash hash)
    {
        var marker = new DurableMarker(disk.Create(Path.Combine(folder, FileName)), known: true);
        marker.WriteBoth(height, hash);
        disk.FlushFolder(folder);
        return marker;
    }

    /// <summary>Opens the marker; it is not <see cref="Known"/> if both its slots are damaged.</summary>
    public static DurableMarker Open(IDisk disk, string folder, FileAccess access)
    {
        var opened = disk.Open(Path.Combine(folder, FileName), access);
        Span<byte> slot = stackalloc byte[SlotSize];
        var best = (Sequence: 0UL, Height: 0UL, Hash: default(ChainHash));
        for (var index = 0; index < 2; index++)
        {
            if (
                opened.Read(slot, index * SlotDistance) == SlotSize
                && BinaryPrimitives.ReadUInt32LittleEndian(slot) == Mark
                && BinaryPrimitives.ReadUInt64LittleEndian(slot[56..]) == XxHash3.HashToUInt64(slot[..56])
                && BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]) > best.Sequence
            )
            {
                best = (
                    BinaryPrimitives.ReadUInt64LittleEndian(slot[8..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(slot[16..]),
                    new ChainHash(slot.Slice(24, ChainHash.Size))
                );
            }
        }
        return new DurableMarker(opened, best.Sequence > 0)
        {
            sequence = best.Sequence,
            Height = best.Height,
            Hash = best.Hash,
        };
    }

    /// <summary>Writes both slots and waits until they are on the disk.</summary>
    public void WriteBoth(ulong height, ChainHash hash)
    {
        Write(height, hash);
        Write(height, hash);
        Sync();
    }

    /// <summary>Hands the next slot to the operating system.</summary>
    public void Write(ulong height, ChainHash hash)
    {
        sequence++;
        Height = height;
        Hash = hash;
        synced = false;
        Span<byte> slot = stackalloc byte[SlotSize];
        BinaryPrimitives.WriteUInt64LittleEndian(slot, Mark);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[8..], sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[16..], height);
        hash.CopyTo(slot[24..]);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[56..], XxHash3.HashToUInt64(slot[..56]));
        file.Write(slot, (long)(sequence % 2) * SlotDistance);
    }

    /// <summary>Waits until what was written is on the disk.</summary>
    public void Sync()
    {
        if (!synced)
        {
            file.Flush();
            synced = true;
        }
    }

    public void Dispose() => file.Dispose();
}
