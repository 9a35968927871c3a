namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A legal entity identifier (ISO 17442-1:2020): 18 letters and digits, then two check digits (ISO/IEC 7064, MOD 97-10). Whether it is
/// issued, and not lapsed, GLEIF's list tells.
/// </summary>
public sealed record Lei : Identifier<Lei>, IIdentifier<Lei>
{
    private const string Kinds = "ccccccccccccccccccnn";
    private const int BeforeCheckDigits = 18;

    private Lei(string value)
        : base(value) { }

    /// <summary>The issuer: the identifier's first four characters.</summary>
    public string Issuer => Value[..4];

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Kinds.Length)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        var unfit = CharacterKind.FirstUnfit(Kinds, text);
        return unfit >= 0 ? new IdentifierFault(IdentifierFaultKind.Character, unfit + 1)
            : CheckDigits.CanBe(text[BeforeCheckDigits..]) && CheckDigits.Remainder(text) == 1 ? null
            : new IdentifierFault(IdentifierFaultKind.CheckDigits, BeforeCheckDigits + 1);
    }

    static string IIdentifier<Lei>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind switch
        {
            IdentifierFaultKind.Length => $"a length of {Kinds.Length} characters (not {text.Length})",
            IdentifierFaultKind.Character =>
                $"{CharacterKind.InWords(Kinds[fault.Position - 1])} at position {fault.Position}",
            _ => "an identifier with the check digits that belong to it",
        };

    static string IIdentifier<Lei>.Advice(IdentifierFault fault) =>
        "Look the entity up in GLEIF's list and copy its identifier from there.";

    static Lei IIdentifier<Lei>.Create(string examined) => new(examined);
}
