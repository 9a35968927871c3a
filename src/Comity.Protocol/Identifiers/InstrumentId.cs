using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Comity.Protocol.Identifiers;

/// <summary>
/// A currency (ISO 4217), or an asset by ISIN (ISO 6166) or DTI (ISO 24165): 3 to 12 upper-case letters and digits.
/// Held as its ASCII bytes in one 128-bit value, so that it compares without allocation; orders as its text does.
/// </summary>
public readonly struct InstrumentId : IEquatable<InstrumentId>, IComparable<InstrumentId>
{
    private const int LongestText = 12;
    private readonly UInt128 _packed;

    private InstrumentId(UInt128 packed) => _packed = packed;

    /// <summary>Reads an identifier.</summary>
    /// <param name="text">3 to 12 characters of A to Z and 0 to 9.</param>
    /// <param name="instrument">The identifier, where the text is one.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out InstrumentId instrument)
    {
        instrument = default;
        if (text.Length is < 3 or > LongestText)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character))
            {
                return false;
            }

            bytes[index] = (byte)character;
        }

        instrument = new InstrumentId(BinaryPrimitives.ReadUInt128BigEndian(bytes));
        return true;
    }

    /// <summary>Reads an identifier that is known to be one.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static InstrumentId Parse(string text) =>
        TryParse(text, out var instrument)
            ? instrument
            : throw new FormatException($"'{text}' is not an instrument: 3 to 12 upper-case letters and digits.");

    /// <summary>Writes the 16 bytes of its canonical form: the text, then zeros.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _packed);

    /// <summary>Reads the 16 bytes that <see cref="CopyTo"/> wrote.</summary>
    public static InstrumentId FromCanonical(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(source));

    /// <inheritdoc/>
    public int CompareTo(InstrumentId other) => _packed.CompareTo(other._packed);

    /// <inheritdoc/>
    public bool Equals(InstrumentId other) => _packed == other._packed;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is InstrumentId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _packed.GetHashCode();

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        return Encoding.ASCII.GetString(bytes.TrimEnd((byte)0));
    }

    /// <summary>Whether both name the same instrument.</summary>
    public static bool operator ==(InstrumentId left, InstrumentId right) => left.Equals(right);

    /// <summary>Whether they name different instruments.</summary>
    public static bool operator !=(InstrumentId left, InstrumentId right) => !left.Equals(right);
}
