using System.Runtime.InteropServices;
using Comity.Protocol.Cryptography;

namespace Comity.Ledger.StateTree;

/// <summary>One record as the state tree sees it. 64 bytes.</summary>
/// <param name="Key">SHA-256 of the record's identity.</param>
/// <param name="ValueHash">SHA-256 of the record's content.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct StateTreeLeaf(Hash256 Key, Hash256 ValueHash);
