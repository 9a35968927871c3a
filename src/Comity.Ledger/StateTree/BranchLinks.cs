using System.Runtime.InteropServices;

namespace Comity.Ledger.StateTree;

/// <summary>
/// A place where keys part ways. 12 bytes; its hash lies in a store of its own, so that walking down touches few
/// cache lines. Stretches with one child only are not stored: a branch knows the bit at which it parts.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BranchLinks
{
    /// <summary>The subtree of keys whose bit is 0; never empty.</summary>
    public NodeRef Left;

    /// <summary>The subtree of keys whose bit is 1; never empty.</summary>
    public NodeRef Right;

    /// <summary>The bit at which the keys below part, 0 to 255.</summary>
    public int Bit;
}
