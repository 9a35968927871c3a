namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A market identifier code (ISO 10383): four capital letters or digits. Only the form is checked: the standard has no check digit, and
/// the library does not carry the list of markets, which changes each month.
/// </summary>
public sealed record Mic : Identifier<Mic>, IIdentifier<Mic>
{
    private const string Kinds = "cccc";

    private Mic(string value)
        : base(value) { }

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length != Kinds.Length)
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        var unfit = CharacterKind.FirstUnfit(Kinds, text);
        return unfit < 0 ? null : new IdentifierFault(IdentifierFaultKind.Character, unfit + 1);
    }

    static string IIdentifier<Mic>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind is IdentifierFaultKind.Length
            ? $"a length of {Kinds.Length} characters (not {text.Length})"
            : $"a digit or a capital letter at position {fault.Position}";

    static string IIdentifier<Mic>.Advice(IdentifierFault fault) =>
        "Look the market up in the list of ISO 10383 and copy its code from there.";

    static Mic IIdentifier<Mic>.Create(string examined) => new(examined);
}
