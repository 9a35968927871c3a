using System.Runtime.InteropServices;

namespace Comity.Ordering.Embedded;

/// <summary>Where a block's time went.</summary>
/// <param name="Append">Until it was with the operating system.</param>
/// <param name="Flush">Until it was on the disk.</param>
/// <param name="Apply">The ledger's.</param>
/// <param name="Commit">The state root's.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlockTimes(TimeSpan Append, TimeSpan Flush, TimeSpan Apply, TimeSpan Commit);
