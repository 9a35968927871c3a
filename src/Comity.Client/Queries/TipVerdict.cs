namespace Comity.Client.Queries;

/// <summary>What a node makes of a statement of its own that it is shown again.</summary>
public enum TipVerdict
{
    /// <summary>It has that block, and the same state after it.</summary>
    Known = 1,

    /// <summary>It knows the block, which is so old that the state after it is not kept at hand.</summary>
    Archived = 2,

    /// <summary>It did not sign it: another network's, or another node's. It proves nothing.</summary>
    Unproven = 3,

    /// <summary>Its operator has acknowledged that the block is lost. Look for what you miss.</summary>
    AcknowledgedAsLost = 4,

    /// <summary>It has lost blocks, and orders nothing more. Look for what you miss.</summary>
    Lost = 5,
}
