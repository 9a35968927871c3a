namespace Comity.Iso20022.Writing;

/// <summary>A total that a message states, and that its transactions do not add up to.</summary>
/// <param name="Path">The element that states it: <c>/Document/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs</c>.</param>
/// <param name="Stated">What it states.</param>
/// <param name="Written">What was written.</param>
public sealed record TotalFault(string Path, string Stated, string Written)
{
    /// <summary>The whole on one line.</summary>
    public override string ToString() => $"{Path} states {Stated}; written were {Written}.";
}
