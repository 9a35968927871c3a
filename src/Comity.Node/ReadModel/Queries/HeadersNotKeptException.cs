namespace Comity.Node.ReadModel.Queries;

/// <summary>The read model has no headers: an earlier version made it, and it was not rebuilt since.</summary>
internal sealed class HeadersNotKeptException()
    : InvalidOperationException(
        "This node keeps no headers: its read model was made by an earlier version of the node. They are there, from the first block on, once it is rebuilt (docs/operations.md)."
    );
