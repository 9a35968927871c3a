using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// An international securities identification number (ISO 6166:2021): two letters, nine letters or digits, and a check digit (Luhn).
/// The check digit finds each single wrong digit, but not each wrong letter and not each pair of characters that are swapped.
/// </summary>
public sealed record Isin : Identifier<Isin>, IIdentifier<Isin>
{
    private const string Kinds = "aacccccccccn";

    /// <summary>
    /// What stands in the place of a country. International securities (XS), the European Union (EU), derivatives over the counter
    /// (EZ), digital tokens (XT), agencies that number for countries without one of their own (XA to XD), numbers for use within one
    /// institution only (QS, QT, XF), and countries that are no more, whose securities are (AN, CS).
    /// </summary>
    private static readonly string[] OtherPrefixes =
    [
        "AN",
        "CS",
        "EU",
        "EZ",
        "QS",
        "QT",
        "XA",
        "XB",
        "XC",
        "XD",
        "XF",
        "XS",
        "XT",
    ];

    private Isin(string value)
        : base(value) { }

    /// <summary>The first two letters: a country of ISO 3166-1, or what stands in its place, as <c>XS</c>.</summary>
    public string Prefix => Value[..2];

    /// <summary>The nine characters that the prefix's agency gave: the NSIN.</summary>
    public string NationalNumber => Value[2..^1];

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Kinds.Length)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        var unfit = CharacterKind.FirstUnfit(Kinds, text);
        return unfit >= 0 ? new IdentifierFault(IdentifierFaultKind.Character, unfit + 1)
            : !IsPrefix(text[..2]) ? new IdentifierFault(IdentifierFaultKind.Country, 1)
            : CheckDigits.Luhn(text) % 10 == 0 ? null
            : new IdentifierFault(IdentifierFaultKind.CheckDigits, Kinds.Length);
    }

    static string IIdentifier<Isin>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind switch
        {
            IdentifierFaultKind.Length => $"a length of {Kinds.Length} characters (not {text.Length})",
            IdentifierFaultKind.Character =>
                $"{CharacterKind.InWords(Kinds[fault.Position - 1])} at position {fault.Position}",
            IdentifierFaultKind.Country =>
                $"a country of ISO 3166-1, or one of {string.Join(", ", OtherPrefixes)}, at the start",
            _ => "a number with the check digit that belongs to it",
        };

    static string IIdentifier<Isin>.Advice(IdentifierFault fault) =>
        "Copy the number from the security's terms or from its national numbering agency.";

    static Isin IIdentifier<Isin>.Create(string examined) => new(examined);

    private static bool IsPrefix(ReadOnlySpan<char> prefix)
    {
        if (Countries.TryFind(prefix, out _))
        {
            return true;
        }

        foreach (var other in OtherPrefixes)
        {
            if (prefix.SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }
}
