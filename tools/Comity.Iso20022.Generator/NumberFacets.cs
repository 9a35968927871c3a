namespace Comity.Iso20022.Generator;

/// <summary>The facets of a decimal type.</summary>
internal sealed record NumberFacets(int TotalDigits, int FractionDigits, string? MinInclusive);
