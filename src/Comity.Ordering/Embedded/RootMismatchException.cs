using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Replaying a block gives another state than it gave when it was ordered: the program's rules have changed without a
/// protocol version, or memory or processor are faulty. The node does not start.
/// </summary>
/// <param name="height">The first block after which the state differs.</param>
/// <param name="recorded">The root that was recorded.</param>
/// <param name="computed">The root that was computed now.</param>
public sealed class RootMismatchException(ulong height, Hash256 recorded, Hash256 computed)
    : InvalidOperationException(
        $"After height {height} the state root is {computed}, and {recorded} was recorded when the block was ordered. Start "
            + "the version of the node that ordered it; where that is this one, test the machine's memory and replay on another."
    )
{
    /// <summary>The first block after which the state differs.</summary>
    public ulong Height { get; } = height;

    /// <summary>The root that was recorded.</summary>
    public Hash256 Recorded { get; } = recorded;

    /// <summary>The root that was computed now.</summary>
    public Hash256 Computed { get; } = computed;
}
