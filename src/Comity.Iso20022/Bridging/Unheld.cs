namespace Comity.Iso20022.Bridging;

/// <summary>What another version of a message cannot hold.</summary>
/// <param name="Path">Where it stands in the message given: <c>/Document/FIToFICstmrCdtTrf/CdtTrfTxInf/AgrdRate</c>. With all that is in it.</param>
/// <param name="Value">Its value, or the values in it, cut at 80 characters.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What the other version has there instead, in words.</param>
public sealed record Unheld(string Path, string Value, UnheldReason Reason, string Detail)
{
    /// <summary>The whole on one line.</summary>
    public override string ToString() => $"{Path}: {Reason}: {Value} ({Detail})";
}
