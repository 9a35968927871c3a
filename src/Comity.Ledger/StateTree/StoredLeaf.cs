using System.Runtime.InteropServices;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;

namespace Comity.Ledger.StateTree;

/// <summary>A leaf in its slot. 64 bytes; fields, so that hashing and comparing read them in place.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StoredLeaf
{
    /// <summary>SHA-256 of the record's identity.</summary>
    public Hash256 Key;

    /// <summary>SHA-256 of the record's content.</summary>
    public Hash256 ValueHash;

    /// <summary>The leaf's hash. It is not kept: 32 bytes a leaf cost more than hashing again.</summary>
    public readonly Hash256 Hash() => MerkleHash.Leaf(in Key, in ValueHash);
}
