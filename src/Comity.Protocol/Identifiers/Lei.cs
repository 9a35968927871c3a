using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Identifiers;

/// <summary>A legal entity identifier (ISO 17442): 18 upper-case letters and digits, and two check digits by ISO 7064 MOD 97-10.</summary>
public readonly struct Lei : IEquatable<Lei>, IComparable<Lei>
{
    private readonly string? _text;

    private Lei(string text) => _text = text;

    /// <summary>Reads one.</summary>
    public static bool TryParse(string? text, out Lei value)
    {
        value = default;
        if (text is null || !IsValid(text))
        {
            return false;
        }

        value = new Lei(text);
        return true;
    }

    /// <summary>Reads one that is known to be valid.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Lei Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is not an LEI: 20 characters with check digits (ISO 17442).");

    /// <inheritdoc/>
    public int CompareTo(Lei other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public bool Equals(Lei other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Lei other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => _text ?? string.Empty;

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(Lei left, Lei right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Lei left, Lei right) => !left.Equals(right);

    private static bool IsValid(string text) =>
        text.Length == 20 && char.IsAsciiDigit(text[18]) && char.IsAsciiDigit(text[19]) && Remainder(text) == 1;

    /// <summary>An LEI from its first 18 characters, with the check digits worked out (ISO 7064 MOD 97-10).</summary>
    /// <exception cref="FormatException">There are not 18 upper-case letters and digits.</exception>
    public static Lei WithCheckDigits(string first18)
    {
        var remainder = Remainder(first18 + "00");
        return first18.Length == 18 && remainder >= 0
            ? Parse($"{first18}{98 - remainder:00}")
            : throw new FormatException($"'{first18}' is not the first 18 characters of an LEI.");
    }

    // The number that the text spells (A = 10 ... Z = 35) modulo 97; -1 where a character is no letter or digit.
    private static int Remainder(string text)
    {
        var remainder = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                remainder = ((remainder * 10) + (character - (int)'0')) % 97;
            }
            else if (char.IsAsciiLetterUpper(character))
            {
                remainder = ((remainder * 100) + (character - (int)'A' + 10)) % 97;
            }
            else
            {
                return -1;
            }
        }

        return remainder;
    }
}
