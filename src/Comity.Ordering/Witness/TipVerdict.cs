namespace Comity.Ordering.Witness;

/// <summary>What a node makes of a statement that it is shown.</summary>
public enum TipVerdict
{
    /// <summary>The node has that block, and the same state after it.</summary>
    Known = 1,

    /// <summary>The block is known, and so old that the state after it is not kept at hand.</summary>
    Archived = 2,

    /// <summary>It is of another network, or this node's key did not sign it. It proves nothing, and stops nothing.</summary>
    Unproven = 3,

    /// <summary>An operator has acknowledged that this block is lost.</summary>
    AcknowledgedAsLost = 4,

    /// <summary>It proves that this node has lost blocks: it orders nothing more.</summary>
    Lost = 5,
}
