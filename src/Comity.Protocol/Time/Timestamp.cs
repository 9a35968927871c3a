using System.Globalization;

namespace Comity.Protocol.Time;

/// <summary>
/// An instant in UTC, in whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted; 0 to about the year 584 million.
/// </summary>
/// <param name="Milliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct Timestamp(ulong Milliseconds) : IComparable<Timestamp>
{
    /// <summary>1970-01-01T00:00:00Z.</summary>
    public static Timestamp Zero => default;

    /// <summary>After every instant that occurs.</summary>
    public static Timestamp Never => new(ulong.MaxValue);

    /// <summary>The instant so many milliseconds later; <see cref="Never"/> where that is past the end.</summary>
    public Timestamp Plus(ulong milliseconds) =>
        milliseconds > ulong.MaxValue - Milliseconds ? Never : new Timestamp(Milliseconds + milliseconds);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <inheritdoc/>
    public override string ToString() =>
        Milliseconds <= long.MaxValue / 10_000
            ? DateTimeOffset
                .FromUnixTimeMilliseconds(Math.Min((long)Milliseconds, 253_402_300_799_999))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : "never";

    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether the first is later.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds;
}
