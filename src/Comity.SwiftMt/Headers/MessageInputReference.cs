using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>When and by whom a message was sent: date, terminal, session and number in it.</summary>
public sealed record MessageInputReference
{
    /// <summary>A reference.</summary>
    /// <param name="sender">The sender's terminal.</param>
    /// <param name="time">When it was sent, local time of the sender, in whole minutes; from 1980 to 2079.</param>
    /// <param name="session">0 to 9999.</param>
    /// <param name="sequence">0 to 999999.</param>
    /// <exception cref="FieldException">A part does not fit.</exception>
    public MessageInputReference(LogicalTerminal sender, DateTime time, int session = 0, int sequence = 0)
    {
        Guard.Date(DateOnly.FromDateTime(time), "input date");
        Sender = sender;
        Time = time;
        Session = BasicHeader.Within(session, 9_999, "session");
        Sequence = BasicHeader.Within(sequence, 999_999, "sequence");
    }

    /// <summary>The sender's terminal.</summary>
    public LogicalTerminal Sender { get; }

    /// <summary>When it was sent.</summary>
    public DateTime Time { get; }

    /// <summary>The sender's session.</summary>
    public int Session { get; }

    /// <summary>The number in the session.</summary>
    public int Sequence { get; }

    /// <summary>The reference, 28 characters; the time of day is not part of it.</summary>
    public override string ToString() => $"{Time:yyMMdd}{Sender}{Session:0000}{Sequence:000000}";
}
