namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A digital token identifier (ISO 24165-1:2021): nine digits and consonants, the first not 0 and the last a check character (ISO/IEC
/// 7064, MOD 31,30). Whether it is issued, the DTI Foundation's register tells.
/// </summary>
public sealed record Dti : Identifier<Dti>, IIdentifier<Dti>
{
    private const int Size = 9;

    // Digits and the letters but A, E, I, O, U and Y; a character's place is its value.
    private const string Alphabet = "0123456789BCDFGHJKLMNPQRSTVWXZ";

    // Bitcoin's was issued before the check character was settled, and keeps the one that it had.
    private const string Bitcoin = "4H95J0R2X";

    private Dti(string value)
        : base(value) { }

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Size)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        if (text[0] == '0')
        {
            return new IdentifierFault(IdentifierFaultKind.Character, 1);
        }

        for (var place = 0; place < Size; place++)
        {
            if (!Alphabet.Contains(text[place], StringComparison.Ordinal))
            {
                return new IdentifierFault(IdentifierFaultKind.Character, place + 1);
            }
        }

        return text[^1] == CheckCharacter(text[..^1]) || text.SequenceEqual(Bitcoin)
            ? null
            : new IdentifierFault(IdentifierFaultKind.CheckDigits, Size);
    }

    static string IIdentifier<Dti>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind switch
        {
            IdentifierFaultKind.Length => $"a length of {Size} characters (not {text.Length})",
            IdentifierFaultKind.Character =>
                $"a digit (not 0 at the start) or a capital letter other than A, E, I, O, U and Y at position {fault.Position}",
            _ => "an identifier with the check character that belongs to it",
        };

    static string IIdentifier<Dti>.Advice(IdentifierFault fault) =>
        "Look the token up in the DTI Foundation's register and copy its identifier from there.";

    static Dti IIdentifier<Dti>.Create(string examined) => new(examined);

    private static char CheckCharacter(ReadOnlySpan<char> text)
    {
        var modulus = Alphabet.Length;
        var product = modulus;
        foreach (var symbol in text)
        {
            var sum = (product + Alphabet.IndexOf(symbol, StringComparison.Ordinal)) % modulus;
            product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
        }

        return Alphabet[(modulus + 1 - product) % modulus];
    }
}
