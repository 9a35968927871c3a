namespace Comity.Protocol.Proofs;

/// <summary>Why bytes are not a proof. The numbers are part of the interface and are never reused.</summary>
public enum MerkleProofFault
{
    /// <summary>The first byte names no kind of proof.</summary>
    UnknownKind = 1,

    /// <summary>The depth is above 256.</summary>
    TooDeep = 2,

    /// <summary>There are fewer or more bytes than kind, depth and bitmap call for.</summary>
    WrongLength = 3,

    /// <summary>The bitmap has a bit set beyond the depth.</summary>
    BitBeyondDepth = 4,

    /// <summary>The bitmap says that the deepest sibling is empty.</summary>
    EmptyDeepestSibling = 5,

    /// <summary>A sibling is 32 zero bytes, which only the bitmap may say.</summary>
    ZeroSibling = 6,
}

/// <summary>Why bytes are not a proof, and where.</summary>
/// <param name="Fault">The rule that is broken.</param>
/// <param name="Offset">Where, in bytes from the start.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record MerkleProofError(MerkleProofFault Fault, int Offset, string Found, string Allowed)
{
    /// <summary>One sentence for a person, with what to do.</summary>
    public override string ToString() =>
        $"Not a proof: byte {Offset} has {Found}, allowed is {Allowed}. Ask the node for the proof again.";
}
