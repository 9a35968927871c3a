namespace Comity.Iso20022.Rules.Conditions;

/// <summary>Identifiers that can be checked by themselves.</summary>
internal enum IdentifierKind
{
    Bic,
    Iban,
    Lei,
    Uetr,
    Country,
    Currency,

    /// <summary>An amount with no more digits after the point than its currency has.</summary>
    Amount,
}
