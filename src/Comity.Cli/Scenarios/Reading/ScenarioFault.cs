namespace Comity.Cli.Scenarios.Reading;

/// <summary>Something wrong in a scenario file.</summary>
/// <param name="Line">The line it is on, from 1.</param>
/// <param name="Column">The column it begins at, from 1.</param>
/// <param name="Message">What was found, what is allowed, what to do.</param>
internal sealed record ScenarioFault(int Line, int Column, string Message)
{
    /// <summary>The fault as compilers write theirs: file:line:column: message.</summary>
    public string At(string file) => $"{file}:{Line}:{Column}: {Message}";
}
