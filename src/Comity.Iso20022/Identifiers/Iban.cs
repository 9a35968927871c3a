using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>
/// An international bank account number (ISO 13616), in its electronic form: no spaces, capital letters. Checked are the form and
/// the check digits, not the length that a country has registered.
/// </summary>
public sealed record Iban : TextValue
{
    private const string Allowed =
        "two letters, two check digits that are right, and 11 to 30 capital letters and digits, without spaces";

    private Iban(string value)
        : base(value) { }

    /// <summary>The country (ISO 3166-1 alpha-2).</summary>
    public string CountryCode => Value[..2];

    /// <summary>The account in the country's own form: what follows the check digits.</summary>
    public string BasicBankAccountNumber => Value[4..];

    /// <summary>The identifier, or why it is not one.</summary>
    public static Checked<Iban> Check(string text) =>
        IsValid(text)
            ? new Checked<Iban>.Valid(new Iban(text))
            : new Checked<Iban>.Refused(new ValueRefusal(nameof(Iban), ValueRefusal.Cut(text), Allowed));

    /// <summary>As <see cref="Check"/>, for text that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not right.</exception>
    public static Iban From(string text) =>
        Check(text).TryGet(out var value, out var refusal)
            ? value
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    private static bool IsValid(string text) =>
        text.Length is >= 15 and <= 34
        && char.IsAsciiLetterUpper(text[0])
        && char.IsAsciiLetterUpper(text[1])
        && CheckDigits.IsNumeric(text.AsSpan(2, 2))
        // 00, 01 and 99 leave the same remainders as 97, 98 and 02, and are never issued.
        && text.AsSpan(2, 2) is not ("00" or "01" or "99")
        && CheckDigits.IsAlphanumeric(text.AsSpan(4))
        && CheckDigits.Remainder(text.AsSpan(0, 4), CheckDigits.Remainder(text.AsSpan(4))) == 1;
}
