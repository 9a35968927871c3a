namespace Comity.Iso20022.Identifiers;

/// <summary>What is wrong with an identifier. Where there are several faults, one is told.</summary>
public enum IdentifierFaultKind
{
    /// <summary>It has too few or too many characters.</summary>
    Length,

    /// <summary>The country, or what stands in its place, is not one that such an identifier can have.</summary>
    Country,

    /// <summary>A character is not of the kind that its place asks for.</summary>
    Character,

    /// <summary>The check digits, or the check character, do not fit the rest.</summary>
    CheckDigits,
}

/// <summary>What is wrong with an identifier, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Position">The character's place, counted from 1; 0 where the fault has no single place.</param>
public readonly record struct IdentifierFault(IdentifierFaultKind Kind, int Position = 0);
