namespace Comity.Node.Operating;

/// <summary>How the log is written.</summary>
public enum LogFormat
{
    /// <summary>As text where standard error is a terminal, else as JSON.</summary>
    Auto = 0,

    /// <summary>One JSON object a line (Serilog's compact form): @t, @l, @mt, @i and the properties.</summary>
    Json = 1,

    /// <summary>Lines for people.</summary>
    Text = 2,
}
