namespace Comity.Protocol.Transactions;

/// <summary>Why bytes are not a transaction: the first fault found.</summary>
/// <param name="Path">Where: field names from the outside in, for example operations[2].settle.legs[0].from.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record DecodeFailure(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
