namespace Comity.Iso20022.Codes;

/// <summary>A country or territory (ISO 3166-1).</summary>
/// <param name="Alpha2">Its code of two letters: <c>CH</c>.</param>
/// <param name="Alpha3">Its code of three letters: <c>CHE</c>.</param>
/// <param name="Number">Its code of three digits: <c>756</c>; empty for Kosovo.</param>
/// <param name="Name">Its short name in English.</param>
/// <param name="IsAssigned">
/// Whether ISO 3166-1 lists it. Kosovo (XK) it does not: the code is one that users may assign, and BICs and IBANs use it so.
/// </param>
public sealed record Country(string Alpha2, string Alpha3, string Number, string Name, bool IsAssigned);
