namespace Comity.Client.Queries;

/// <summary>A node showed a block that does not follow those before: it is not to be believed, or is of another network.</summary>
public sealed class BrokenChainException : IOException
{
    /// <summary>Says which block, and why not.</summary>
    /// <param name="height">The height that was to follow.</param>
    /// <param name="fault">What is wrong.</param>
    public BrokenChainException(ulong height, HeaderFault fault)
        : base(
            $"The node's block {height} does not follow the blocks before ({fault}). Do not rely on this node; compare with another."
        ) => (Height, Fault) = (height, fault);

    /// <summary>The height that was to follow.</summary>
    public ulong Height { get; }

    /// <summary>What is wrong.</summary>
    public HeaderFault Fault { get; }
}
