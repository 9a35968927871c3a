using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Identifiers;

/// <summary>A business identifier code (ISO 9362): four letters or digits, a country code, two, and optionally three letters or digits.</summary>
public readonly struct Bic : IEquatable<Bic>, IComparable<Bic>
{
    private readonly string? _text;

    private Bic(string text) => _text = text;

    /// <summary>Reads one.</summary>
    public static bool TryParse(string? text, out Bic value)
    {
        value = default;
        if (text is null || !IsValid(text))
        {
            return false;
        }

        value = new Bic(text);
        return true;
    }

    /// <summary>Reads one that is known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Bic Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not a BIC: 8 or 11 characters (ISO 9362).");

    /// <inheritdoc/>
    public int CompareTo(Bic other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public bool Equals(Bic other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Bic other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text ?? string.Empty;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(Bic left, Bic right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Bic left, Bic right) => !left.Equals(right);

    private static bool IsValid(string text) =>
        text.Length is 8 or 11
        && text.All(static character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character))
        && char.IsAsciiLetterUpper(text[4])
        && char.IsAsciiLetterUpper(text[5]);
}
