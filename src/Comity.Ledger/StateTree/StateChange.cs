namespace Comity.Ledger.StateTree;

/// <summary>A key's state at the end of a block: a value, or gone. Fields, so that sorting and comparing read them in place.</summary>
internal struct StateChange
{
    /// <summary>The key and, unless it is removed, its value.</summary>
    public StoredLeaf Leaf;

    /// <summary>Whether the key is to be absent.</summary>
    public bool IsRemoval;
}
