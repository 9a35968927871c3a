using System.Runtime.CompilerServices;

namespace Comity.Ledger.StateTree;

/// <summary>
/// An array that grows by chunks, so that growing copies nothing and wastes at most one chunk. Slots are never
/// moved: a reference into it stays valid while it grows.
/// </summary>
/// <typeparam name="T">A struct without references, so that the garbage collector never scans the slots.</typeparam>
internal sealed class Slab<T>
    where T : unmanaged
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;

    private T[][] _chunks = [];
    private int _chunkCount;

    /// <summary>How many slots there is room for.</summary>
    public int Capacity => _chunkCount << ChunkBits;

    /// <summary>The slot of an index below <see cref="Capacity"/>.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];
    }

    /// <summary>Makes room for at least <paramref name="count"/> slots.</summary>
    public void EnsureCapacity(int count)
    {
        while (Capacity < count)
        {
            if (_chunkCount == _chunks.Length)
            {
                Array.Resize(ref _chunks, int.Max(4, _chunks.Length * 2));
            }

            _chunks[_chunkCount] = GC.AllocateUninitializedArray<T>(ChunkSize);
            _chunkCount++;
        }
    }
}
