namespace Comity.Iso20022.Identifiers;

/// <summary>What a country's own check digits, inside its account numbers, say of an account.</summary>
public enum NationalCheck
{
    /// <summary>The country has none, or none that the library knows exactly.</summary>
    NotKnown,

    /// <summary>They fit.</summary>
    Right,

    /// <summary>
    /// They do not fit. The account is most likely mistyped, but an old one can be an exception: ask, rather than refuse.
    /// </summary>
    Wrong,
}
