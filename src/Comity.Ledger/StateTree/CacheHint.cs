using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Comity.Ledger.StateTree;

/// <summary>
/// Asks the processor to fetch memory that is needed soon. The only unsafe code in the ledger: an address is formed and
/// handed to an instruction that neither reads a value nor faults, so that it can change the time taken and nothing else.
/// </summary>
internal static unsafe class CacheHint
{
    /// <summary>Fetches the cache lines of a value of at most 64 bytes; does nothing where the processor offers no such hint.</summary>
    public static void Fetch<T>(ref T value)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // Not pinned: should the collector move the value meanwhile, the hint is wasted and nothing worse.
            var first = (byte*)Unsafe.AsPointer(ref value);
            Sse.Prefetch0(first);
            Sse.Prefetch0(first + sizeof(T) - 1);
        }
    }
}
