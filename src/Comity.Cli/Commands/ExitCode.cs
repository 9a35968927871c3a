namespace Comity.Cli.Commands;

/// <summary>What the program's exit code says. docs/cli.md lists them for users.</summary>
internal static class ExitCode
{
    /// <summary>Done, and everything was as expected.</summary>
    public const int Done = 0;

    /// <summary>The network refused what was asked, an expectation failed, or an audit found a fault.</summary>
    public const int Refused = 1;

    /// <summary>The command line, a scenario or a file is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>The node cannot be reached, or cannot be started.</summary>
    public const int Unavailable = 3;

    /// <summary>Stopped by the user.</summary>
    public const int Stopped = 130;
}
