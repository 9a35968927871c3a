namespace Comity.Cli.Demo;

/// <summary>What became of a step.</summary>
internal sealed record StepResult
{
    /// <summary>The step's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>Its line in the scenario file.</summary>
    public required int Line { get; init; }

    /// <summary>The payments it is about.</summary>
    public IReadOnlyList<string> Uetrs { get; init; } = [];

    /// <summary>What came of it, in the words of scenario files.</summary>
    public required string Outcome { get; init; }

    /// <summary>What the scenario expects.</summary>
    public required string Expected { get; init; }

    /// <summary>Whether that is what came of it.</summary>
    public required bool Met { get; init; }

    /// <summary>ISO 20022 reason code of a refusal; empty where there was none.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The refusal's name.</summary>
    public string Refusal { get; init; } = string.Empty;

    /// <summary>The rule that refused, as owner/rule.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>What moved, at what rates, or what was found, in words.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Milliseconds from sending to the durable answer; 0 where nothing was sent.</summary>
    public long FinalityMilliseconds { get; init; }
}
