using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Identifiers;

/// <summary>A jurisdiction by its ISO 3166-1 alpha-2 code: two letters A to Z.</summary>
public readonly struct CountryCode : IEquatable<CountryCode>, IComparable<CountryCode>
{
    private readonly string? _text;

    private CountryCode(string text) => _text = text;

    /// <summary>Reads one.</summary>
    public static bool TryParse(string? text, out CountryCode value)
    {
        value = default;
        if (text is null || !IsValid(text))
        {
            return false;
        }

        value = new CountryCode(text);
        return true;
    }

    /// <summary>Reads one that is known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static CountryCode Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not a country code: two letters A to Z.");

    /// <inheritdoc/>
    public int CompareTo(CountryCode other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public bool Equals(CountryCode other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is CountryCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text ?? string.Empty;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(CountryCode left, CountryCode right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(CountryCode left, CountryCode right) => !left.Equals(right);

    private static bool IsValid(string text) =>
        text.Length == 2 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]);
}
