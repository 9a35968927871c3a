using System.Globalization;
using System.Xml;

namespace Comity.Iso20022.Values;

/// <summary>A date and time of day, with or without a zone.</summary>
public abstract record DateTimeValue : TemporalValue
{
    private protected DateTimeValue(string value)
        : base(value) { }

    /// <summary>The date and time as written, its zone left aside, to 100 nanoseconds.</summary>
    public DateTime LocalDateTime => XmlConvert.ToDateTime(Local, XmlDateTimeSerializationMode.Unspecified);

    /// <summary>
    /// The instant meant. <paramref name="zoneWhenAbsent"/> stands in where the text has no zone. False where the instant lies
    /// outside the years 1 to 9999 in UTC.
    /// </summary>
    public bool TryGetInstant(TimeSpan zoneWhenAbsent, out DateTimeOffset instant)
    {
        var local = LocalDateTime;
        var offset = TryGetZone(out var zone) ? zone : zoneWhenAbsent;
        var ticks = local.Ticks - offset.Ticks;
        var inRange = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        instant = inRange ? new DateTimeOffset(local, offset) : default;
        return inRange;
    }

    /// <summary>Milliseconds where there are any, and always the offset, as CBPR+ asks.</summary>
    private protected static string Format(DateTimeOffset instant) =>
        instant.ToString(
            instant.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.fffzzz",
            CultureInfo.InvariantCulture
        );
}
