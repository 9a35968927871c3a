namespace Comity.Iso20022.Codes;

/// <summary>A code of an external code set.</summary>
/// <param name="Code">The code: <c>AC04</c>.</param>
/// <param name="Definition">What it means, as published.</param>
public sealed record ExternalCode(string Code, string Definition);
