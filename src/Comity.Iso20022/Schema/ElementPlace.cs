namespace Comity.Iso20022.Schema;

/// <summary>A place that an element may have in a message.</summary>
/// <param name="Path">From the document, as an <see cref="ElementSelector"/> takes it: <c>FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm</c>.</param>
/// <param name="Element">The element.</param>
public sealed record ElementPlace(string Path, ElementDescription Element);
