using Comity.Iso20022.Values;

namespace Comity.Iso20022.Identifiers;

/// <summary>A legal entity identifier (ISO 17442): 18 letters and digits, then two check digits (ISO/IEC 7064, MOD 97-10).</summary>
public sealed record Lei : TextValue
{
    private const string Allowed = "18 capital letters and digits, then two check digits that are right";

    private Lei(string value)
        : base(value) { }

    /// <summary>The issuer: the identifier's first four characters.</summary>
    public string Issuer => Value[..4];

    /// <summary>The identifier, or why it is not one.</summary>
    public static Checked<Lei> Check(string text) =>
        IsValid(text)
            ? new Checked<Lei>.Valid(new Lei(text))
            : new Checked<Lei>.Refused(new ValueRefusal(nameof(Lei), ValueRefusal.Cut(text), Allowed));

    /// <summary>As <see cref="Check"/>, for text that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not right.</exception>
    public static Lei From(string text) =>
        Check(text).TryGet(out var value, out var refusal)
            ? value
            : throw new ArgumentException(refusal.ToString(), nameof(text));

    private static bool IsValid(string text) =>
        text.Length == 20
        && CheckDigits.IsAlphanumeric(text.AsSpan(0, 18))
        && CheckDigits.IsNumeric(text.AsSpan(18))
        && CheckDigits.Remainder(text) == 1;
}
