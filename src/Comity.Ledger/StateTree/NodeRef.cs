namespace Comity.Ledger.StateTree;

/// <summary>What hangs at a place in the tree: nothing, a leaf's slot, or a branch's slot. 4 bytes; the default is nothing.</summary>
internal readonly record struct NodeRef
{
    private readonly int _code;

    private NodeRef(int code) => _code = code;

    /// <summary>Nothing.</summary>
    public static NodeRef Empty => default;

    /// <summary>Whether nothing hangs here.</summary>
    public bool IsEmpty => _code == 0;

    /// <summary>Whether a leaf hangs here.</summary>
    public bool IsLeaf => _code < 0;

    /// <summary>Whether a branch hangs here.</summary>
    public bool IsBranch => _code > 0;

    /// <summary>The slot in the store of leaves or of branches; meaningless for nothing.</summary>
    public int Slot => _code < 0 ? ~_code : _code - 1;

    /// <summary>Refers to a leaf.</summary>
    public static NodeRef Leaf(int slot) => new(~slot);

    /// <summary>Refers to a branch.</summary>
    public static NodeRef Branch(int slot) => new(slot + 1);
}
