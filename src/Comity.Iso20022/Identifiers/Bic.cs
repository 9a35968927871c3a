using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A business identifier code (ISO 9362:2022): eight characters for a business party, and three more for one of its branches. Checked
/// are the form and the country; whether the code is registered, only SWIFT's directory tells. Equal where the text is equal:
/// <c>AAAABBCC</c> is not <c>AAAABBCCXXX</c>, for that use <see cref="IsSameParty"/>.
/// </summary>
public sealed record Bic : Identifier<Bic>, IIdentifier<Bic>
{
    private const string Kinds = "ccccaaccccc";
    private const int PartyLength = 8;
    private const string HeadOffice = "XXX";

    private Bic(string value)
        : base(value) { }

    /// <summary>The four characters that the party chose.</summary>
    public string PartyPrefix => Value[..4];

    /// <summary>The country (ISO 3166-1 alpha-2, and XK for Kosovo).</summary>
    public string CountryCode => Value[4..6];

    /// <summary>The first eight characters, which name the party.</summary>
    public string BusinessParty => Value[..PartyLength];

    /// <summary>The branch; <c>XXX</c>, the primary office, where none is given.</summary>
    public string Branch => Value.Length > PartyLength ? Value[PartyLength..] : HeadOffice;

    /// <summary>Whether it names the primary office: no branch, or <c>XXX</c>.</summary>
    public bool IsHeadOffice => Branch == HeadOffice;

    /// <summary>Whether it is for tests and training on the SWIFT network, never for a payment: its eighth character is 0.</summary>
    public bool IsTestAndTraining => Value[PartyLength - 1] == '0';

    /// <summary>
    /// Whether, by SWIFT's older custom, its party is not connected to the network: its eighth character is 1. The absence says
    /// nothing.
    /// </summary>
    public bool IsMarkedNotConnected => Value[PartyLength - 1] == '1';

    /// <summary>Whether both name the same business party, whatever the branch.</summary>
    public bool IsSameParty(Bic other) => BusinessParty == other.BusinessParty;

    /// <inheritdoc/>
    public static IdentifierFault? Examine(ReadOnlySpan<char> text)
    {
        if (text.Length is not (PartyLength or 11))
        {
            return new IdentifierFault(IdentifierFaultKind.Length);
        }

        var unfit = CharacterKind.FirstUnfit(Kinds, text);
        return unfit >= 0 ? new IdentifierFault(IdentifierFaultKind.Character, unfit + 1)
            : Countries.TryFind(text[4..6], out _) ? null
            : new IdentifierFault(IdentifierFaultKind.Country, 5);
    }

    static string IIdentifier<Bic>.Allowed(IdentifierFault fault, ReadOnlySpan<char> text) =>
        fault.Kind switch
        {
            IdentifierFaultKind.Length => $"a length of 8 or 11 characters (not {text.Length})",
            IdentifierFaultKind.Character =>
                $"{CharacterKind.InWords(Kinds[fault.Position - 1])} at position {fault.Position}",
            _ => "a country of ISO 3166-1, or XK, at positions 5 and 6",
        };

    static string IIdentifier<Bic>.Advice(IdentifierFault fault) =>
        fault.Kind is IdentifierFaultKind.Country
            ? "Look the bank up in the BIC directory: the code is mistyped or was never issued."
            : "Write four characters of the party, two letters of the country, two characters, and three of the branch or none.";

    static Bic IIdentifier<Bic>.Create(string examined) => new(examined);
}
