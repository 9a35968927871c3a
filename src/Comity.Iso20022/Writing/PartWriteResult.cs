using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>What became of a message that was written part by part.</summary>
public abstract record PartWriteResult
{
    private PartWriteResult() { }

    /// <summary>The message is written, to its end.</summary>
    /// <param name="Transactions">How many transactions it has.</param>
    public sealed record Complete(long Transactions) : PartWriteResult;

    /// <summary>The message states totals that are not those of its transactions. Its text was left without an end.</summary>
    /// <param name="Faults">Each that differs, at least one.</param>
    public sealed record TotalsDiffer(ValueList<TotalFault> Faults) : PartWriteResult;
}
