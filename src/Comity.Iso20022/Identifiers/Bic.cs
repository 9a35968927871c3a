using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// A business identifier code (ISO 9362): eight characters for a business party, and three more for one of its branches. Equal where
/// the text is equal: <c>AAAABBCC</c> is not <c>AAAABBCCXXX</c>, for that use <see cref="IsSameParty"/>.
/// </summary>
public sealed record Bic : TextValue
{
    private const string Allowed =
        "four capital letters or digits, two capital letters (the country), two capital letters or digits, and perhaps three more (the branch)";

    private Bic(string value)
        : base(value) { }

    /// <summary>The country (ISO 3166-1 alpha-2).</summary>
    public string CountryCode => Value[4..6];

    /// <summary>The first eight characters, which name the party.</summary>
    public string BusinessParty => Value[..8];

    /// <summary>The branch; <c>XXX</c>, the primary office, where none is given.</summary>
    public string Branch => Value.Length == 11 ? Value[8..] : "XXX";

    /// <summary>Whether both name the same business party, whatever the branch.</summary>
    public bool IsSameParty(Bic other) => BusinessParty == other.BusinessParty;

    /// <summary>The identifier, or why it is not one.</summary>
    public static Checked<Bic> Check(string text) =>
        IsValid(text)
            ? new Checked<Bic>.Valid(new Bic(text))
            : new Checked<Bic>.Refused(new ValueRefusal(nameof(Bic), ValueRefusal.Cut(text), Allowed));

    /// <summary>As <see cref="Check"/>, for text that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not right.</exception>
    public static Bic From(string text) =>
        Check(text).TryGet(out var value, out var refusal)
            ? value
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    private static bool IsValid(string text) =>
        text.Length is 8 or 11
        && CheckDigits.IsAlphanumeric(text)
        && char.IsAsciiLetterUpper(text[4])
        && char.IsAsciiLetterUpper(text[5]);
}
