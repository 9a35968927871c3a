using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 13D: when an account was debited or credited, 6!n4!n1!x4!n.</summary>
public sealed record DateTimeIndication : IMtField<DateTimeIndication>
{
    /// <summary>A moment.</summary>
    /// <param name="moment">From 1980 to 2079, in whole minutes, its offset within 13:59.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public DateTimeIndication(DateTimeOffset moment)
    {
        Guard.Date(DateOnly.FromDateTime(moment.DateTime), "date");
        Guard.Offset(moment.Offset);
        Moment = moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute));
    }

    /// <summary>The moment, with its offset.</summary>
    public DateTimeOffset Moment { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Moment.ToString("yyMMddHHmm") + Guard.OffsetText(Moment.Offset)];

    /// <inheritdoc/>
    public static DateTimeIndication Read(char? option, FieldText text)
    {
        var line = text.Single();
        var date = line.Date("date");
        var time = line.Time("time");
        var offset = line.Offset();
        line.End("offset");
        return new DateTimeIndication(new DateTimeOffset(date.ToDateTime(time), offset));
    }

    /// <summary>Whether both are the same moment with the same offset.</summary>
    public bool Equals(DateTimeIndication? other) => other is not null && Moment.EqualsExact(other.Moment);

    /// <inheritdoc/>
    public override int GetHashCode() => Moment.GetHashCode();
}
