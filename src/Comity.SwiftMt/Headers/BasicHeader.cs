using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Headers;

/// <summary>
/// Block 1, the basic header: who sends an input message, or receives an output message. 1!a2!n, twelve characters of a terminal, 4!n6!n.
/// </summary>
public sealed record BasicHeader
{
    /// <summary>A header of FIN, service 01, session and sequence 0.</summary>
    /// <param name="terminal">The own terminal.</param>
    public BasicHeader(LogicalTerminal terminal) => Terminal = terminal;

    /// <summary>F for FIN, A for GPA, L for logins.</summary>
    public char Application
    {
        get;
        init =>
            field = value is 'F' or 'A' or 'L'
                ? value
                : throw FieldException.In("application", $"{value}", "F, A or L", null);
    } = 'F';

    /// <summary>01 for messages, 21 for their acknowledgements.</summary>
    public int Service
    {
        get;
        init => field = Within(value, 99, "service");
    } = 1;

    /// <summary>The own terminal.</summary>
    public LogicalTerminal Terminal { get; }

    /// <summary>The session, 0 to 9999.</summary>
    public int Session
    {
        get;
        init => field = Within(value, 9_999, "session");
    }

    /// <summary>The number in the session, 0 to 999999.</summary>
    public int Sequence
    {
        get;
        init => field = Within(value, 999_999, "sequence");
    }

    /// <summary>The block's content.</summary>
    public override string ToString() => $"{Application}{Service:00}{Terminal}{Session:0000}{Sequence:000000}";

    internal static BasicHeader Read(string content)
    {
        var line = new LineReader(content, 1);
        var application = line.Fixed(1, CharacterSet.A, "application")[0];
        var service = int.Parse(line.Fixed(2, CharacterSet.N, "service"));
        var terminal = LogicalTerminal.Read(line);
        var session = int.Parse(line.Fixed(4, CharacterSet.N, "session"));
        var sequence = int.Parse(line.Fixed(6, CharacterSet.N, "sequence"));
        line.End("basic header");
        return new BasicHeader(terminal)
        {
            Application = application,
            Service = service,
            Session = session,
            Sequence = sequence,
        };
    }

    internal static int Within(int value, int most, string part) =>
        value >= 0 && value <= most
            ? value
            : throw FieldException.In(part, $"{value}", $"0 to {most}", ErrorCodes.TooLong);
}
