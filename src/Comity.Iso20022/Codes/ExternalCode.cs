namespace Comity.Iso20022.Codes;

/// <summary>A code of an external code set.</summary>
/// <param name="Code">The code: <c>AC04</c>.</param>
/// <param name="Definition">What it means, as published.</param>
/// <param name="ValidFrom">The day of the edition that added it; none where the first edition that the library took had it.</param>
/// <param name="WithdrawnOn">The day of the edition that dropped it; none where the newest edition has it.</param>
public sealed record ExternalCode(
    string Code,
    string Definition,
    DateOnly? ValidFrom = null,
    DateOnly? WithdrawnOn = null
);
