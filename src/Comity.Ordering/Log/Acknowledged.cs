using System.Runtime.InteropServices;

namespace Comity.Ordering.Log;

/// <summary>What was acknowledged, as far as the durable marker tells.</summary>
/// <param name="Known">Whether there is a marker that can be believed.</param>
/// <param name="Height">The last height it says is durable.</param>
/// <param name="Hash">That record's chain hash.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Acknowledged(bool Known, ulong Height, ChainHash Hash)
{
    public static Acknowledged By(DurableMarker marker) => new(marker.Known, marker.Height, marker.Hash);
}
