using System.Globalization;

namespace Comity.Iso20022.Values;

/// <summary>
/// A date, a time or a part of one, kept as given, its zone included. Equal where the text is equal: <c>10:00Z</c> and
/// <c>11:00+01:00</c> are the same instant, but not the same value.
/// </summary>
public abstract record TemporalValue
{
    private protected TemporalValue(string value) => Value = XmlCharacters.Collapse(value);

    /// <summary>The text in XML Schema's notation (ISO 8601).</summary>
    public string Value { get; }

    /// <summary>Whether a zone was given.</summary>
    public bool HasZone => ZoneLength(Value) > 0;

    /// <summary>The text.</summary>
    public sealed override string ToString() => Value;

    /// <summary>The zone's offset from UTC, within 14 hours; false where no zone was given.</summary>
    public bool TryGetZone(out TimeSpan offset)
    {
        switch (ZoneLength(Value))
        {
            case 0:
                offset = TimeSpan.Zero;
                return false;
            case 1:
                offset = TimeSpan.Zero;
                return true;
            default:
                var size = TimeSpan.ParseExact(Value.AsSpan(^5), @"hh\:mm", CultureInfo.InvariantCulture);
                offset = Value[^6] == '-' ? -size : size;
                return true;
        }
    }

    /// <summary>The text without its zone.</summary>
    private protected string Local => Value[..^ZoneLength(Value)];

    private static int ZoneLength(string text) =>
        text switch
        {
            [.., 'Z'] => 1,
            [.., 'T' or ':' or (>= '0' and <= '9'), '+' or '-', _, _, ':', _, _] => 6,
            _ => 0,
        };
}
