using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 13C: a time that belongs to the payment, /8c/4!n1!x4!n.</summary>
public sealed record TimeIndication : IMtField<TimeIndication>
{
    /// <summary>A time.</summary>
    /// <param name="code">What it is the time of: CLSTIME, RNCTIME, SNDTIME and others; 1 to 8 capital letters and digits.</param>
    /// <param name="time">The time, in whole minutes.</param>
    /// <param name="offset">Its offset from UTC, whole minutes within 13:59.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public TimeIndication(string code, TimeOnly time, TimeSpan offset)
    {
        Code = Guard.Text(code, 1, 8, CharacterSet.C, "code");
        Time = new TimeOnly(time.Hour, time.Minute);
        Offset = Guard.Offset(offset);
    }

    /// <summary>What it is the time of.</summary>
    public string Code { get; }

    /// <summary>The time.</summary>
    public TimeOnly Time { get; }

    /// <summary>Its offset from UTC.</summary>
    public TimeSpan Offset { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [$"/{Code}/{Guard.TimeText(Time)}{Guard.OffsetText(Offset)}"];

    /// <inheritdoc/>
    public static TimeIndication Read(char? option, FieldText text)
    {
        var line = text.Single();
        line.Expect("/", "code");
        var code = line.Until("/", 8, CharacterSet.C, "code");
        line.Expect("/", "code");
        var time = line.Time("time");
        var offset = line.Offset();
        line.End("offset");
        return new TimeIndication(code, time, offset);
    }
}
